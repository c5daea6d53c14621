"""What is said when a person's data cannot be read as it stands, or was tidied."""

from lo_portal.sheets.sentences import Sentence

NAME_EMPTY = Sentence(
    "name_empty",
    "Nama kosong. Isi nama sesuai SK, tanpa gelar pun boleh.",
    "The name is empty. Fill in the name; titles may be left out.",
)
NAME_DIGITS = Sentence(
    "name_digits",
    "“{text}” bukan nama. Isi nama orang, bukan angka.",
    "“{text}” is no name. Fill in a person's name, not a number.",
)
NAME_LONG = Sentence(
    "name_long",
    "Nama {length} huruf; paling banyak {limit}.",
    "The name has {length} characters; the limit is {limit}.",
)
NAME_TIDIED = Sentence(
    "name_tidied",
    "“{text}” dirapikan menjadi “{name}”.",
    "“{text}” was tidied to “{name}”.",
)
NAME_SPLIT = Sentence(
    "name_split",
    "“{text}”: gelar dan pangkat dipisahkan, nama menjadi “{name}”.",
    "“{text}”: titles and rank were taken apart, the name is “{name}”.",
)
NAME_GLUED = Sentence(
    "name_glued",
    "“{text}” melekat pada nama dan bukan gelar yang dikenal. Periksa nama.",
    "“{text}” is glued to the name and is no known title. Check the name.",
)
RANK_LONG = Sentence(
    "rank_long",
    "Pangkat {length} huruf; paling banyak {limit}.",
    "The rank has {length} characters; the limit is {limit}.",
)
NIP_NUMBER = Sentence(
    "nip_number",
    "NIP tersimpan sebagai angka, digit terakhirnya hilang. Ubah sel menjadi Teks, ketik ulang 18 angka.",
    "The NIP is stored as a number, its last digits are lost. Make the cell text, type the 18 digits again.",
)
NIP_LETTERS = Sentence(
    "nip_letters",
    "NIP “{text}” berisi huruf. NIP hanya 18 angka.",
    "NIP “{text}” holds letters. A NIP has 18 digits only.",
)
NIP_OLD = Sentence(
    "nip_old",
    "“{text}” adalah NIP lama (9 angka). Isi NIP baru 18 angka.",
    "“{text}” is an old NIP (9 digits). Fill in the new one with 18 digits.",
)
NIP_LENGTH = Sentence(
    "nip_length",
    "NIP harus 18 angka; di sel ini {digits} angka.",
    "A NIP has 18 digits; this cell has {digits}.",
)
NIP_BIRTH = Sentence(
    "nip_birth",
    "Tanggal lahir pada NIP tidak mungkin: {text}.",
    "The birth date in the NIP is impossible: {text}.",
)
NIP_START_YEAR = Sentence(
    "nip_start_year",
    "Tahun pengangkatan pada NIP tidak mungkin: {year} untuk kelahiran {birth}.",
    "The year of appointment in the NIP is impossible: {year} for a birth in {birth}.",
)
NIP_MONTH = Sentence(
    "nip_month",
    "Digit 13–14 NIP harus bulan 01–12 (PNS) atau 21 ke atas (PPPK), bukan {month}.",
    "Digits 13–14 of the NIP must be a month 01–12 (PNS) or 21 and above (PPPK), not {month}.",
)
NIP_SEX = Sentence(
    "nip_sex",
    "Digit ke-15 NIP harus 1 (laki-laki) atau 2 (perempuan), bukan {digit}.",
    "Digit 15 of the NIP must be 1 (male) or 2 (female), not {digit}.",
)
NIP_SEQUENCE = Sentence(
    "nip_sequence",
    "Tiga digit terakhir NIP harus 001 ke atas.",
    "The last three digits of the NIP must be 001 or above.",
)
NIP_LATE_START = Sentence(
    "nip_late_start",
    "Pengangkatan pada usia {age} tahun menurut NIP. Periksa NIP.",
    "Appointed at the age of {age} according to the NIP. Check the NIP.",
)
NIP_AGE = Sentence(
    "nip_age",
    "Usia {age} tahun menurut NIP. Periksa NIP.",
    "{age} years old according to the NIP. Check the NIP.",
)
NIP_SEX_DIFFERS = Sentence(
    "nip_sex_differs",
    "Jenis kelamin {sex} tidak cocok dengan NIP.",
    "Sex {sex} does not match the NIP.",
)
NRP_LENGTH = Sentence(
    "nrp_length",
    "NRP harus 5–20 angka; di sel ini {digits} angka.",
    "An NRP has 5–20 digits; this cell has {digits}.",
)
RANK_UNKNOWN = Sentence(
    "rank_unknown",
    "Golongan “{text}” tidak dikenal. Isi misalnya III/d untuk PNS atau IX untuk PPPK.",
    "Grade “{text}” is unknown. Fill in for example III/d (PNS) or IX (PPPK).",
)
RANK_DIFFERS = Sentence(
    "rank_differs",
    "Pangkat “{pangkat}” tidak cocok dengan golongan {golongan}; dipakai {golongan}.",
    "Rank “{pangkat}” does not match grade {golongan}; {golongan} is used.",
)
RANK_FREE = Sentence(
    "rank_free",
    "Pangkat “{text}” di luar tabel PNS; disimpan apa adanya.",
    "Rank “{text}” is outside the civil service table; kept as it is.",
)
PHONE_SHORT = Sentence(
    "phone_short",
    "Nomor HP hanya {digits} angka. Isi 10–13 angka, misalnya 0812 3456 7890.",
    "The phone number has only {digits} digits. Fill in 10–13, for example 0812 3456 7890.",
)
PHONE_LONG = Sentence(
    "phone_long",
    "Nomor HP {digits} angka, terlalu panjang. Isi 10–13 angka, misalnya 0812 3456 7890.",
    "The phone number has {digits} digits, too many. Fill in 10–13, for example 0812 3456 7890.",
)
PHONE_LETTERS = Sentence(
    "phone_letters",
    "Nomor “{text}” berisi huruf. Isi angka saja, misalnya 0812 3456 7890.",
    "Number “{text}” holds letters. Fill in digits only, for example 0812 3456 7890.",
)
PHONE_UNKNOWN = Sentence(
    "phone_unknown",
    "Nomor “{text}” tidak dikenal. Awali dengan 08, atau + dan kode negara.",
    "Number “{text}” is not recognised. Begin with 08, or + and the country code.",
)
PHONE_TIDIED = Sentence(
    "phone_tidied",
    "“{text}” diubah menjadi {phone}.",
    "“{text}” was changed to {phone}.",
)
PHONE_MASKED = Sentence(
    "phone_masked",
    "“{text}” disamarkan, jadi tidak dibaca.",
    "“{text}” is masked, so it is not read.",
)
PHONE_OFFICE = Sentence(
    "phone_office",
    "{phone} dicatat sebagai nomor kantor.",
    "{phone} is kept as an office number.",
)
PHONE_SECOND = Sentence(
    "phone_second",
    "Ada dua nomor; yang pertama dipakai, {phone} tidak disimpan.",
    "There are two numbers; the first is used, {phone} is not kept.",
)
LANGUAGE_UNKNOWN = Sentence(
    "language_unknown",
    "Bahasa “{text}” tidak dikenal. Isi misalnya Inggris (B1); Melayu (C1).",
    "Language “{text}” is unknown. Fill in for example Inggris (B1); Melayu (C1).",
)
LEVEL_UNKNOWN = Sentence(
    "level_unknown",
    "Tingkat “{text}” tidak dikenal. Isi A1–C2, aktif, atau pasif.",
    "Level “{text}” is unknown. Fill in A1–C2, aktif or pasif.",
)
LEVEL_GUESSED = Sentence(
    "level_guessed",
    "{language} “{text}” dibaca {level}.",
    "{language} “{text}” was read as {level}.",
)
LEVEL_ASSUMED = Sentence(
    "level_assumed",
    "{language} tanpa tingkat dibaca {level}.",
    "{language} without a level was read as {level}.",
)
SEX_UNKNOWN = Sentence(
    "sex_unknown",
    "Jenis kelamin “{text}” tidak dikenal. Isi L atau P.",
    "Sex “{text}” is unknown. Fill in L or P.",
)
EMAIL_WRONG = Sentence(
    "email_wrong",
    "Surel “{text}” tidak lengkap. Isi misalnya nama@kalbarprov.go.id.",
    "E-mail “{text}” is incomplete. Fill in for example nama@kalbarprov.go.id.",
)
TITLE_LONG = Sentence(
    "title_long",
    "Gelar {length} huruf; paling banyak {limit}.",
    "The titles have {length} characters; the limit is {limit}.",
)
PHONE_TWICE = Sentence(
    "phone_twice",
    "Nomor sama dengan baris {row} ({name}). Satu nomor untuk satu petugas.",
    "The number is the same as in row {row} ({name}). One number for one officer.",
)
AGENCY_EMPTY = Sentence(
    "agency_empty",
    "Perangkat daerah kosong. Isi nama perangkat daerah.",
    "The agency is empty. Fill in the name of the agency.",
)
AGENCY_CLOSE = Sentence(
    "agency_close",
    "Perangkat daerah “{text}” belum dikenal. Maksudnya {known}?",
    "Agency “{text}” is not known yet. Did you mean {known}?",
)
