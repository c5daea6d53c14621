"""What the central committee and the embassies call the columns of a delegation list."""

from delegates.reading import is_honorific
from lo_portal.sheets.columns import Column

# Plain headings of a flight; which flight is told by the time that stands beside.
_FLIGHT = "penerbangan|flight|no penerbangan|nomor penerbangan|pesawat|maskapai|flight no|flight number"
_OFFICERS = (
    "kebutuhan lo|lo|lo dibutuhkan|jumlah lo dibutuhkan|kebutuhan petugas|officers|los required|lo required|"
    "lo s required|required los|los|number of los|los needed|liaison officers|liaison officers required"
)

# One heading of two columns: embassies write "H.E." or "Minister of Trade" under "Title".
HONORIFIC = "sapaan|gelar kehormatan|honorific|sebutan|salutation|gelar|title|jabatan"

# What a list calls its delegations; a country's name is the delegation's where no column gives another.
NAMES = (
    "nama delegasi|asal delegasi|delegasi|delegation|delegation name|name of delegation|negara delegasi|"
    "negara organisasi|negara lembaga|country delegation|country organisation|country organization|"
    "country institution|delegasi negara|asal negara lembaga"
)
COUNTRIES = "negara|country|asal negara|negara asal|country of origin"

DELEGATION_COLUMNS = (
    Column("code", "Kode", "Code", "kode delegasi|id|no delegasi|delegation code", identifies=True),
    Column(
        "name",
        "Delegasi",
        "Delegation",
        f"{NAMES}|instansi|lembaga|organisasi|{COUNTRIES}",
        required=True,
        group="name",
        identifies=True,
    ),
    Column("country", "Negara", "Country", f"{COUNTRIES}|kode negara|nationality", beside="name"),
    Column(
        "head_name",
        "Ketua delegasi",
        "Head of delegation",
        "ketua|nama ketua|kepala delegasi|pimpinan|nama tamu|tamu|head|hod",
        clears=False,
    ),
    Column("head_position", "Jabatan", "Position", "jabatan ketua|jabatan tamu|designation|title"),
    Column("head_honorific", "Sapaan ketua", "Head's form of address", HONORIFIC, fits=is_honorific),
    Column("tier", "Kategori", "Category", "tingkat|kategori tamu|level|tier|golongan tamu"),
    Column(
        "party_size",
        "Jumlah rombongan",
        "Party size",
        "rombongan|jumlah anggota|jumlah orang|jumlah tamu|jumlah|pax|size|guests|number of guests|delegates",
    ),
    Column(
        "arrives_at",
        "Tiba",
        "Arrives",
        "kedatangan|waktu tiba|tanggal tiba|jadwal tiba|kedatangan waktu|kedatangan tanggal|eta|arrival|"
        "waktu kedatangan|tanggal kedatangan|arrival time|arrival date",
        clears=True,
    ),
    Column(
        "arrives_clock",
        "Jam tiba",
        "Arrival hour",
        "pukul tiba|jam kedatangan|kedatangan jam|kedatangan pukul|waktu tiba|waktu kedatangan|"
        "kedatangan waktu|arrival time|eta",
        beside="arrives_at",
    ),
    Column(
        "arrival_flight",
        "Penerbangan tiba",
        "Arrival flight",
        "pesawat tiba|flight tiba|kedatangan penerbangan|kedatangan flight|maskapai tiba|penerbangan datang|"
        f"{_FLIGHT}",
        clears=True,
        beside="arrives_at",
    ),
    Column(
        "departs_at",
        "Pulang",
        "Departs",
        "keberangkatan|kepulangan|berangkat|kembali|waktu pulang|tanggal pulang|jadwal pulang|"
        "waktu berangkat|tanggal berangkat|jadwal berangkat|keberangkatan waktu|keberangkatan tanggal|"
        "kepulangan waktu|kepulangan tanggal|waktu keberangkatan|tanggal keberangkatan|etd|departure|"
        "departure time|departure date",
        clears=True,
    ),
    Column(
        "departs_clock",
        "Jam pulang",
        "Departure hour",
        "pukul pulang|jam berangkat|pukul berangkat|jam keberangkatan|keberangkatan jam|keberangkatan pukul|"
        "kepulangan jam|kepulangan pukul|waktu pulang|waktu berangkat|waktu keberangkatan|"
        "keberangkatan waktu|kepulangan waktu|departure time|etd",
        beside="departs_at",
    ),
    Column(
        "departure_flight",
        "Penerbangan pulang",
        "Departure flight",
        "pesawat pulang|flight pulang|keberangkatan penerbangan|kepulangan penerbangan|maskapai pulang|"
        "keberangkatan flight|kepulangan flight|penerbangan berangkat|pesawat berangkat|"
        f"{_FLIGHT}",
        clears=True,
        beside="departs_at",
    ),
    Column("hotel", "Hotel", "Hotel", "penginapan|akomodasi|tempat menginap|accommodation", clears=True),
    Column(
        "needs",
        "Kebutuhan khusus",
        "Special needs",
        "kebutuhan|permintaan khusus|catatan khusus|needs|special request",
        clears=True,
    ),
    Column("languages", "Bahasa", "Languages", "bahasa tamu|bahasa pengantar|language", clears=True),
    Column("lo_required", "Jumlah LO", "Officers needed", _OFFICERS),
    Column(
        "lo_sex", "Permintaan JK LO", "Officers asked to be", "jk lo|jenis kelamin lo|lo l p", clears=True
    ),
)
