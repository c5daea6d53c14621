"""What agencies call the columns of an officer list, in Indonesian and English."""

from lo_portal.sheets.columns import Column

COMPETENCIES = {
    "communication": ("Komunikasi", "Communication"),
    "diplomacy": ("Diplomasi", "Diplomacy"),
    "conflict": ("Manajemen Konflik", "Conflict Management"),
    "negotiation": ("Negosiasi", "Negotiation"),
    "time": ("Manajemen Waktu", "Time Management"),
    "flexibility": ("Fleksibilitas", "Flexibility"),
    "business": ("Pemahaman Bisnis", "Business Understanding", "Pengetahuan Acara"),
}

OFFICER_COLUMNS = (
    Column(
        "name",
        "Nama",
        ("nama", "nama lengkap", "nama pegawai", "nama petugas", "nama lo", "nama pns", "nama asn", "nama peserta",
         "nama liaison officer", "nama dan gelar", "nama beserta gelar", "nama lengkap dan gelar",
         "nama lengkap dengan gelar", "nama lengkap beserta gelar", "nama gelar", "name", "full name", "officer",
         "officer name"),
        required=True,
    ),
    Column("front", "Gelar depan", ("gelar depan", "gelar di depan", "front title", "title before")),
    Column("back", "Gelar belakang", ("gelar belakang", "gelar di belakang", "back title", "title after", "gelar")),
    Column(
        "nip",
        "NIP",
        ("nip", "nip baru", "nomor induk pegawai", "no induk pegawai", "nip pegawai", "nip nrp", "nip nipppk",
         "nip ni pppk", "nip nik", "employee number", "civil servant number"),
    ),
    Column("nrp", "NRP", ("nrp", "nomor registrasi pokok")),
    Column("sex", "Jenis kelamin", ("jk", "l p", "jenis kelamin", "kelamin", "sex", "gender", "lp")),
    Column(
        "golongan",
        "Golongan",
        ("gol ruang", "gol", "golongan", "golongan ruang", "gol ruang tmt", "pangkat gol ruang", "pangkat gol",
         "pangkat golongan", "pangkat golongan ruang", "pangkat dan golongan", "pangkat gol r", "pangkat gol rg",
         "gol rg", "grade", "rank grade", "pangkat atau golongan"),
    ),
    Column("pangkat", "Pangkat", ("pangkat", "nama pangkat", "rank")),
    Column("position", "Jabatan", ("jabatan", "nama jabatan", "jabatan saat ini", "position", "job title", "jab")),
    Column(
        "agency",
        "Perangkat daerah",
        ("perangkat daerah", "opd", "skpd", "instansi", "unit kerja", "asal instansi", "instansi asal", "unit",
         "nama opd", "asal opd", "satuan kerja", "satker", "dinas", "biro", "agency", "office", "institution",
         "perangkat daerah unit kerja", "instansi unit kerja", "opd unit kerja", "perangkat daerah opd"),
    ),
    Column(
        "phone",
        "Nomor HP",
        ("no hp wa", "no hp", "nomor hp", "no wa", "nomor wa", "hp", "wa", "no handphone", "nomor handphone",
         "handphone", "no telepon", "no telp", "telepon", "nomor telepon", "telp", "whatsapp", "no whatsapp",
         "nomor whatsapp", "phone", "mobile", "phone number", "mobile number", "kontak", "no kontak",
         "no telp hp", "no hp whatsapp", "nomor hp wa", "contact"),
    ),
    Column("email", "Surel", ("email", "e mail", "surel", "email dinas", "alamat email", "pos el", "email address")),
    Column(
        "languages",
        "Bahasa",
        ("bahasa", "kemampuan bahasa", "bhs", "penguasaan bahasa", "bahasa asing", "kemampuan bahasa asing",
         "bahasa yang dikuasai", "language", "languages", "language skills"),
    ),
    Column(
        "service_count",
        "Jumlah kegiatan sebagai LO",
        ("jumlah kegiatan sebagai lo", "pengalaman lo", "pengalaman sebagai lo", "jumlah kegiatan", "pengalaman",
         "events served", "experience"),
    ),
    Column(
        "briefed",
        "Sudah pembekalan",
        ("sudah pembekalan", "pembekalan", "sudah dibekali", "mengikuti pembekalan", "briefed", "trained"),
    ),
    Column("role", "Peran", ("peran", "tugas", "peran lo", "role", "ditugaskan sebagai", "sebagai", "kedudukan")),
    Column("remark", "Catatan", ("ket", "keterangan", "catatan", "remarks", "remark", "notes", "catatan atasan")),
    *(
        Column(f"competency_{key}", names[0], tuple(name.casefold() for name in names))
        for key, names in COMPETENCIES.items()
    ),
)
