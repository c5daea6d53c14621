"""Pure readers of a delegation list: codes, names, roles, needs, representation."""

import re
from functools import lru_cache

from lo_portal.sheets.columns import normal
from lo_portal.sheets.reading import Read, one_line
from lo_portal.sheets.sentences import ReadingError, Sentence

CODE_SIGNS = Sentence(
    "code_signs",
    "Kode “{text}” tidak dapat dipakai. Isi paling banyak 20 huruf, angka, atau tanda hubung.",
    "Code “{text}” cannot be used. Fill in at most 20 letters, digits or hyphens.",
)
DEPARTS_BEFORE_ARRIVAL = Sentence(
    "departure_before_arrival",
    "Pulang ({departure}) sebelum tiba ({arrival}). Periksa kedua waktu.",
    "The departure ({departure}) is before the arrival ({arrival}). Check both times.",
)
FLIGHT_WITHOUT_TIME = Sentence(
    "flight_without_time",
    "Penerbangan {flight} tanpa waktu, jadi tidak dicatat. Isi waktunya.",
    "Flight {flight} has no time, so it is not kept. Fill in the time.",
)
FAR_FROM_EVENT = Sentence(
    "far_from_event",
    "{moment} jauh dari acara ({event}). Periksa tanggal dan tahunnya.",
    "{moment} is far from the event ({event}). Check day and year.",
)
CODE_UNKNOWN = Sentence(
    "code_unknown",
    "Delegasi “{text}” tidak ada. Isi kode atau nama delegasi yang sudah terdaftar.",
    "Delegation “{text}” does not exist. Fill in the code or name of a known delegation.",
)
DELEGATION_UNSURE = Sentence(
    "delegation_unsure",
    "“{text}” mungkin berarti {who}. Isi kodenya.",
    "“{text}” may mean {who}. Fill in its code.",
)
NAMED_TWICE = Sentence(
    "named_twice",
    "“{name}” sudah ada di baris {row}. Satu baris untuk satu delegasi: bedakan namanya, atau unggah nama "
    "anggota sebagai daftar Tamu.",
    "“{name}” already stands in row {row}. One row for one delegation: tell the names apart, or upload the "
    "members as a list of Guests.",
)

GUEST_UNKNOWN = Sentence(
    "guest_unknown",
    "Tamu “{text}” tidak ada di delegasi {code}. Isi nama seperti di daftar tamu, atau kosongkan selnya.",
    "Guest “{text}” is not in delegation {code}. Write the name as in the guest list, or leave it empty.",
)
GUEST_NOWHERE = Sentence(
    "guest_nowhere",
    "Tamu “{text}” tidak ada di daftar tamu. Perbaiki namanya, atau unggah dahulu daftar tamunya.",
    "Guest “{text}” is not in the list of guests. Correct the name, or upload that list first.",
)
GUEST_SEVERAL = Sentence(
    "guest_several",
    "Ada beberapa tamu “{text}” ({who}). Isi delegasinya.",
    "There are several guests “{text}” ({who}). Fill in the delegation.",
)
PHONE_AT_HOME = Sentence(
    "phone_at_home",
    "“{text}” dibaca sebagai nomor negara asalnya, {phone}.",
    "“{text}” was read as a number of the guest's country, {phone}.",
)
HEAD_TAKEN = Sentence(
    "head_taken",
    "Ketua delegasi {code} sudah {who}. Isi peran lain, atau ubah dahulu perannya di halaman delegasi.",
    "{who} already heads delegation {code}. Fill in another role, or change that one on its page.",
)
PLATE_UNKNOWN = Sentence(
    "plate_unknown",
    "Kendaraan “{text}” tidak ada. Isi nomor polisi yang ada di daftar kendaraan.",
    "Vehicle “{text}” does not exist. Fill in a plate from the list of vehicles.",
)
WITHDRAWN = Sentence(
    "withdrawn",
    "Baris menyebut “{text}”. Bila tidak jadi datang, hapus barisnya dari daftar.",
    "The row says “{text}”. Whoever does not come is to be taken off the list.",
)
WORD_UNKNOWN = Sentence(
    "word_unknown",
    "“{text}” tidak dikenal. Isi {choices}.",
    "“{text}” is unknown. Fill in {choices}.",
)
OUT_BEFORE_IN = Sentence(
    "out_before_in",
    "Tanggal keluar sebelum tanggal masuk. Periksa kedua tanggal.",
    "The check-out is before the check-in. Check both dates.",
)

ROLES = {
    "head": (
        "ketua",
        "ketua delegasi",
        "kepala delegasi",
        "pimpinan",
        "head",
        "head of delegation",
        "hod",
        "leader",
        "chief delegate",
    ),
    "spouse": ("pasangan", "istri", "isteri", "suami", "spouse", "wife", "husband"),
    "aide": (
        "ajudan",
        "sekretaris pribadi",
        "adc",
        "aide",
        "aide de camp",
        "staf",
        "staff",
        "pendamping",
        "secretary",
        "personal assistant",
    ),
    "interpreter": ("penerjemah", "juru bahasa", "interpreter"),
    "security": (
        "pengamanan",
        "pengawal",
        "keamanan",
        "paspampres",
        "security",
        "security officer",
        "bodyguard",
    ),
    "member": (
        "anggota",
        "anggota delegasi",
        "peserta",
        "delegasi",
        "member",
        "delegate",
        "participant",
        "official",
        "alternate",
        "observer",
        "peninjau",
        "media",
        "wartawan",
    ),
}
LEG_KINDS = {
    "arrival": ("tiba", "kedatangan", "datang", "arrival", "arrivals", "arr", "in"),
    "departure": (
        "pulang",
        "keberangkatan",
        "berangkat",
        "kepulangan",
        "departure",
        "departures",
        "dep",
        "out",
    ),
    "transfer": ("transfer", "perpindahan", "pindah", "antar"),
}

# What a need is about, by its words; the first that fits.
NEED_WORDS = {
    "diet": ("makan", "makanan", "halal", "vegetarian", "vegan", "alergi", "udang", "diet", "minum"),
    "prayer": ("salat", "shalat", "sholat", "ibadah", "gereja", "misa"),
    "mobility": ("kursi roda", "lansia", "tongkat", "difabel"),
    "interpreter": ("penerjemah", "juru bahasa", "interpreter"),
    "lounge": ("ruang tunggu", "vvip", "lounge", "transit"),
    "transport": ("kendaraan", "mobil", "bus", "penjemputan"),
}

# Words of a form of address as embassies and protocol write it, single letters joined ("H.E." is "he").
HONORIFICS = """
    he hh hrh hm hon honourable honorable excellency highness mr mrs ms mdm madam madame sir dame lord lady
    dr prof ir drs hj haji hajah kh dato datuk datin datu tan tun puan tuan toh pehin pengiran awang dayang
    yb yab yabhg yam bapak bpk ibu sdr sdri saudara saudari yth
    gov amb sec usec asec atty engr gen col maj capt adm
"""
# What is said before them and between; alone it is none.
BESIDE_HONORIFICS = """
    the right rt his her seri sri setia paduka orang kaya yang amat mulia berhormat berbahagia terhormat royal
"""

# What people write beside a delegation's name although it is known without.
FILLERS = """
    delegasi delegation delegates rombongan kontingen tamu negara the of dari republic republik kingdom
"""

_FILLERS = frozenset(FILLERS.split())
_HONORIFICS, _BESIDE = frozenset(HONORIFICS.split()), frozenset(BESIDE_HONORIFICS.split())
_INITIALS = re.compile(r"\b(\w) (?=\w\b)")
_WITHDRAWN = re.compile(
    r"\b(batal hadir|batal|tidak jadi (?:hadir|datang)|berhalangan hadir|mengundurkan diri|cancell?ed|"
    r"withdrawn|not attending)\b",
    re.IGNORECASE,
)
_SECTION_NUMBER = re.compile(r"^(?:[IVX]{1,5}|[A-Za-z]|\d{1,2})[.)]\s*")
_REPRESENTS = re.compile(r"\(\s*mewakili\s+([^)]+)\)", re.IGNORECASE)
_CODE = re.compile(r"^[\w][\w .\-/]{0,19}$")
_SEPARATORS = re.compile(r"[;\n]")


def read_code(cell) -> Read:
    """The delegation's code in capitals, or ''."""
    text = one_line(cell).upper()
    if text and not _CODE.match(text):
        raise ReadingError(CODE_SIGNS, text=text)
    return Read(text)


@lru_cache(maxsize=8192)
def core(name: str) -> str:
    """'Delegasi Malaysia' -> 'malaysia'."""
    words = normal(name).split()
    return " ".join(word for word in words if word not in _FILLERS) or " ".join(words)


def flight_sign(text: str) -> str:
    """A flight as compared: 'BI 851', 'BI-851' and 'bi851' are one."""
    return "".join(sign for sign in text.upper() if sign.isalnum())


def person(name: str) -> str:
    """A name as compared: 'H.E. Ahmad bin Ali' and 'AHMAD BIN ALI' are one."""
    words = _INITIALS.sub(r"\1", normal(name)).split()
    return " ".join(word for word in words if word not in _HONORIFICS | _BESIDE) or " ".join(words)


def is_honorific(text) -> bool:
    """Whether a cell holds a form of address ('H.E.', "Dato' Sri", 'The Hon.') and no position."""
    words = set(_INITIALS.sub(r"\1", normal(text)).split())
    return bool(words & _HONORIFICS) and words <= _HONORIFICS | _BESIDE


def withdrawn_word(text) -> str:
    """'BATAL HADIR' of 'Somchai (BATAL HADIR)', or ''."""
    found = _WITHDRAWN.search(text)
    return found[0] if found else ""


def tier_above(table, number: int, names: dict) -> str:
    """The tier's code that a row of its own names above row `number` ('A. VVIP'), or ''.

    `names`: name in normal form -> code.
    """
    for section in table.sections_above(number):
        words = normal(_SECTION_NUMBER.sub("", section.text))
        for word in (words, words.removeprefix("kategori "), words.removeprefix("tamu ")):
            if word in names:
                return names[word]
    return ""


def read_word(cell, table, otherwise=""):
    """The key of `table` whose words the cell names; `otherwise` for an empty cell."""
    text = one_line(cell)
    word = normal(text)
    if not word:
        return Read(otherwise)
    for key, words in table.items():
        if word == key or word in words:
            return Read(key)
    choices = ", ".join(words[0] for words in table.values())
    raise ReadingError(WORD_UNKNOWN, text=text, choices=choices)


def split_needs(text):
    return [" ".join(part.split()) for part in _SEPARATORS.split(text) if part.strip(" -")]


def need_kind(text):
    """'diet', 'prayer', ... or 'other'."""
    plain = f" {normal(text)} "
    for kind, words in NEED_WORDS.items():
        if any(f" {word} " in plain for word in words):
            return kind
    return "other"


def represented(position):
    """'Wakil Gubernur (mewakili Gubernur)' -> 'Gubernur'; '' where nobody is named."""
    found = _REPRESENTS.search(position)
    return found.group(1).strip() if found else ""
