"""What agencies call the columns of an officer list, in Indonesian and English."""

from lo_portal.sheets.columns import Column

COMPETENCIES = {
    "communication": ("Komunikasi", "Communication", "kemampuan komunikasi"),
    "diplomacy": ("Diplomasi", "Diplomacy", "kemampuan diplomasi"),
    "conflict": ("Manajemen Konflik", "Conflict management", "konflik"),
    "negotiation": ("Negosiasi", "Negotiation", "kemampuan negosiasi"),
    "time": ("Manajemen Waktu", "Time management", "waktu"),
    "flexibility": ("Fleksibilitas", "Flexibility", "luwes"),
    "business": ("Pemahaman Bisnis", "Business understanding", "pengetahuan acara"),
}

OFFICER_COLUMNS = (
    Column(
        "name",
        "Nama",
        "Name",
        "nama lengkap|nama pegawai|nama petugas|nama lo|nama pns|nama asn|nama peserta|nama liaison officer|"
        "nama dan gelar|nama beserta gelar|nama lengkap dan gelar|nama lengkap dengan gelar|"
        "nama lengkap beserta gelar|nama gelar|full name|officer|officer name",
        required=True,
    ),
    Column("front", "Gelar depan", "Titles before", "gelar di depan|front title|title before"),
    Column("back", "Gelar belakang", "Titles after", "gelar di belakang|back title|title after|gelar"),
    Column(
        "nip",
        "NIP",
        "NIP",
        "nip baru|nomor induk pegawai|no induk pegawai|nip pegawai|nip nipppk|nip ni pppk|nip nik|"
        "employee number|civil servant number",
    ),
    Column("nrp", "NRP", "NRP", "nomor registrasi pokok"),
    Column("sex", "Jenis kelamin", "Sex", "jk|l p|lp|kelamin|gender"),
    Column(
        "golongan",
        "Golongan",
        "Grade",
        "gol ruang|gol|golongan ruang|gol ruang tmt|pangkat gol ruang|pangkat gol|pangkat golongan|"
        "pangkat golongan ruang|pangkat dan golongan|pangkat gol r|pangkat gol rg|gol rg|rank grade|"
        "pangkat atau golongan",
    ),
    Column("pangkat", "Pangkat", "Rank", "nama pangkat"),
    Column("position", "Jabatan", "Position", "nama jabatan|jabatan saat ini|job title|jab"),
    Column(
        "agency",
        "Perangkat daerah",
        "Agency",
        "opd|skpd|instansi|unit kerja|asal instansi|instansi asal|unit|nama opd|asal opd|satuan kerja|"
        "satker|dinas|biro|office|institution|perangkat daerah unit kerja|instansi unit kerja|"
        "opd unit kerja|perangkat daerah opd",
        group="agency",
    ),
    Column(
        "phone",
        "Nomor HP",
        "Phone",
        "no hp wa|no hp|no wa|nomor wa|hp|wa|no handphone|nomor handphone|handphone|no telepon|no telp|"
        "telepon|nomor telepon|telp|whatsapp|no whatsapp|nomor whatsapp|mobile|phone number|mobile number|"
        "kontak|no kontak|no telp hp|no hp whatsapp|nomor hp wa|contact",
    ),
    Column("email", "Surel", "E-mail", "email|email dinas|alamat email|pos el|email address"),
    Column(
        "languages",
        "Bahasa",
        "Languages",
        "kemampuan bahasa|bhs|penguasaan bahasa|bahasa asing|kemampuan bahasa asing|bahasa yang dikuasai|"
        "language|language skills",
    ),
    Column(
        "service_count",
        "Jumlah kegiatan sebagai LO",
        "Events served",
        "pengalaman lo|pengalaman sebagai lo|jumlah kegiatan|pengalaman|experience",
    ),
    Column(
        "briefed",
        "Sudah pembekalan",
        "Briefed",
        "pembekalan|sudah dibekali|mengikuti pembekalan|trained",
    ),
    Column("role", "Peran", "Role", "tugas|peran lo|ditugaskan sebagai|sebagai|kedudukan"),
    Column("remark", "Catatan", "Remark", "ket|keterangan|remarks|notes|catatan atasan"),
    *(
        Column(f"competency_{key}", label, label_en, more)
        for key, (label, label_en, more) in COMPETENCIES.items()
    ),
)
