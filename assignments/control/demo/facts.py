"""Invented facts of the demo. Public offices are named, persons, phones and plates are not real."""

STAFF = {"email": "dewi.maharani@contoh.kalbarprov.example", "name": "Dewi Maharani"}
# Whatever takes two people of the bureau can be tried: the second releases what the first asked for.
COLLEAGUE = {"email": "yusuf.hidayat@contoh.kalbarprov.example", "name": "Yusuf Hidayat"}
ADMIN = {"email": "admin@contoh.kalbarprov.example", "name": "Admin TI"}
POSKO_PHONE = "+62561000112"
PICKUP_POINT = "Pintu kedatangan VIP, pos protokol"
LOUNGE = "Ruang VIP Bandara Supadio"
BRIEFING_TITLE = "Pengarahan akhir Liaison Officer"
MATERIALS = "Tata cara penyambutan tamu VVIP\nDenah Hotel Khatulistiwa Raya"
DECLINE_REASON = "Sakit, ada surat dokter."
ATTENDED = 32
# Of three officers two have read their sheet and received the letter, one has begun the checklist.
EVERY_THIRD = 3
POINTS_BEGUN = 2
ADVANCE_NOTE = "Tim aju"
# Delegation, flight, minutes from now to its advance party's landing, steps that its officer has reported.
ADVANCE_PARTIES = [
    ("BN-01", "GA-500", -180, ["on_site", "landed", "lounge", "on_road", "at_hotel"]),
    ("MY-01", "AK-268", -50, ["on_site", "landed", "lounge"]),
    ("PH-01", "GA-506", 70, []),
    ("RI-01", "GA-508", -35, ["on_site", "landed"]),
]
INCIDENT = {
    "kind": "logistics",
    "severity": "help",
    "place": "Ban berjalan 2, Bandara Supadio",
    "description": "Satu koper tim aju belum keluar.",
}
LAST_NUMBER = 1873

VEHICLES = [
    {
        "plate": f"KB {1100 + number} {letters}",
        "model": model,
        "seats": seats,
        "driver_name": driver,
        "driver_phone": f"+6281250001{number:03d}",
    }
    for number, (letters, model, seats, driver) in enumerate(
        [
            ("XT", "Toyota Alphard", 6, "Wahyu Contoh"),
            ("XK", "Toyota Alphard", 6, "Budi Contoh"),
            ("XA", "Toyota Alphard", 6, "Rahmat Contoh"),
            ("XB", "Toyota Alphard", 6, "Slamet Contoh"),
            ("XC", "Toyota Innova", 7, "Hasan Contoh"),
            ("XD", "Toyota Innova", 7, "Yusuf Contoh"),
            ("XE", "Toyota Innova", 7, "Petrus Contoh"),
            ("XF", "Toyota Innova", 7, "Darius Contoh"),
            ("XG", "Toyota Hiace", 14, "Anton Contoh"),
            ("XH", "Toyota Hiace", 14, "Ferdi Contoh"),
        ],
        start=4,
    )
]

PROFILE = {
    "name": "Setda Provinsi Kalimantan Barat",
    "government": "PEMERINTAH PROVINSI KALIMANTAN BARAT",
    "unit": "SEKRETARIAT DAERAH",
    "address": "Jalan Jenderal Ahmad Yani, Pontianak 78124\n"
    "Telepon (0561) 000000 · Pos-el contoh@kalbarprov.example",
    "city": "PONTIANAK",
    "paper_size": "f4",
    "typeface": "arial",
    "points": 12,
    "menimbang": "bahwa dalam rangka {acara} di {tempat} pada tanggal {tanggal}, perlu menugaskan "
    "Liaison Officer untuk mendampingi delegasi;\n"
    "bahwa pegawai yang namanya tercantum dalam Surat Tugas ini dipandang mampu dan memenuhi syarat;",
    "dasar": "Undang-Undang Nomor 9 Tahun 2010 tentang Keprotokolan;\n"
    "Peraturan Pemerintah Nomor 39 Tahun 2018 tentang Pelaksanaan Undang-Undang Nomor 9 Tahun 2010 "
    "tentang Keprotokolan;\n"
    "Dokumen Pelaksanaan Anggaran Biro Administrasi Pimpinan.",
    "untuk": "melaksanakan tugas sebagai Liaison Officer pada {acara} di {tempat}, tanggal {tanggal};\n"
    "mendampingi delegasi sejak kedatangan sampai dengan kepulangan sesuai jadwal dan tata keprotokolan;\n"
    "melaporkan hasil pelaksanaan tugas secara tertulis kepada Kepala Biro Administrasi Pimpinan;\n"
    "melaksanakan tugas ini dengan penuh tanggung jawab.",
    "tembusan": "Gubernur Kalimantan Barat (sebagai laporan);\nKepala Perangkat Daerah yang bersangkutan.",
    "signatory_lines": "a.n. SEKRETARIS DAERAH\nKEPALA BIRO ADMINISTRASI PIMPINAN,",
    "signatory_name": "CONTOH PENANDA TANGAN, S.IP., M.Si.",
    "signatory_rank": "Pembina Utama Muda",
    "signatory_nip": "197001011995031999",
}
