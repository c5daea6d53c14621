"""The bureau's guide as delivered, for events without one of their own: one point per line, to be edited.

Outline from the field notes on LO duties; in Indonesian because officers read it as it stands.
"""

BEFORE = """\
Surat tugas dan lembar tugas sudah dibaca
Profil tamu, sapaan, dan tata urutan sudah hafal
Kebutuhan makan, ibadah, dan mobilitas sudah dicatat
Ajudan atau kontak delegasi sudah dihubungi
Penerbangan dan jam mendarat sudah dicek hari ini
Nomor pengemudi sudah dicoba ditelepon
Pelat kendaraan dan titik jemput sudah dicocokkan
Kamar hotel sudah dipastikan ke resepsionis
Tanda pengenal, pin, dan papan nama sudah siap
Nomor posko dan koordinator tersimpan di telepon"""

ARRIVAL = """\
Tiba di bandara sebelum waktu yang tertulis di lembar tugas
Ruang tunggu dan izin masuk apron sudah dicek
Papan nama dan penyambutan sudah siap
Bagasi lengkap dan dihitung bersama ajudan
Mobil menunggu di pintu, pengemudi siap
Hotel diberi tahu perkiraan tiba"""

HOTEL = """\
Kamar diperiksa sebelum tamu masuk
Kunci, buku acara, dan perlengkapan diserahkan
Waktu jemput besok disepakati dengan ajudan
Kebutuhan binatu, internet, dan obat ditanyakan
Ringkasan acara besok disampaikan pukul 20.00"""

VENUE = """\
Siap di lobi 15 menit sebelum berangkat
Ruang tunggu dan tempat duduk sudah dicek
Papan nama meja sesuai sapaan resmi
Kanal penerjemah sudah dicoba
Menu sesuai kebutuhan tamu
Waktu dan tempat ibadah tersedia
Tamu selalu dalam jangkauan pandangan"""

DEPARTURE = """\
Tagihan hotel selesai atau ditanggung sesuai ketentuan
Bagasi dihitung dan diberi label
Kamar dan mobil diperiksa untuk barang tertinggal
Ruang tunggu bandara siap
Tamu diantar sampai pintu keberangkatan
Kendaraan, radio, dan tanda pengenal dikembalikan
Laporan akhir ditulis paling lambat tiga hari kerja"""

ETIQUETTE = """\
Sapa dengan gelar dan nama sapaan yang tertulis di lembar tugas, jangan disingkat.
Jabat tangan bila tamu lebih dulu mengulurkan tangan; selain itu salam dengan tangan di dada.
Gunakan tangan kanan saat memberi dan menerima.
Berjalan setengah langkah di sisi kiri belakang tamu; buka pintu, lalu persilakan.
Di mobil, tamu utama duduk di kiri belakang; LO di depan di samping pengemudi.
Telepon dalam keadaan senyap; bicara pelan dan menjauh.
Tanyakan pantangan makan sebelum memesan; jangan menawarkan babi atau alkohol.
Jangan membahas politik dalam negeri, batas wilayah, atau agama."""

LOCAL_FACTS = """\
Pontianak memakai WIB (UTC+7); Brunei, Sabah, Sarawak, dan Filipina satu jam lebih cepat.
Tugu Khatulistiwa berdiri di garis lintang nol; kulminasi matahari terjadi pada Maret dan September.
Sungai Kapuas, 1.143 km, adalah sungai terpanjang di Indonesia.
Bandara Supadio berada di Kubu Raya, sekitar 17 km dari pusat kota.
Nomor darurat: 112, ambulans 119, polisi 110.
Salat Jumat sekitar pukul 11.30 sampai 13.00; jangan menaruh acara pada jam itu."""

CONDUCT = """\
Saya menjaga rahasia data, jadwal, dan percakapan tamu, juga sesudah acara selesai.
Saya tidak memotret tamu dan tidak mengunggah apa pun tentang tamu tanpa izin.
Saya tidak memberi keterangan kepada media; pertanyaan saya teruskan ke posko.
Saya tidak menerima hadiah atau uang untuk diri sendiri; cinderamata lewat protokol.
Saya hadir sebelum waktu, berpakaian rapi, dan selalu dapat dihubungi.
Saya bersikap sopan dan netral, tidak membedakan suku, agama, dan kebangsaan.
Saya segera melapor bila ada insiden, keluhan, atau bila saya berhalangan."""

TEXTS = {
    "before": BEFORE,
    "arrival": ARRIVAL,
    "hotel": HOTEL,
    "venue": VENUE,
    "departure": DEPARTURE,
    "etiquette": ETIQUETTE,
    "local_facts": LOCAL_FACTS,
    "conduct": CONDUCT,
}
