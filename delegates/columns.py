"""What the central committee and the embassies call the columns of a delegation list."""

from lo_portal.sheets.columns import Column

DELEGATION_COLUMNS = (
    Column("code", "Kode", "Code", "kode delegasi|id|no delegasi|delegation code", required=True),
    Column(
        "name",
        "Delegasi",
        "Delegation",
        "nama delegasi|asal delegasi|instansi|lembaga|organisasi|delegation name",
        required=True,
    ),
    Column("country", "Negara", "Country", "asal negara|negara asal|kode negara|nationality"),
    Column(
        "head_name",
        "Ketua delegasi",
        "Head of delegation",
        "ketua|nama ketua|kepala delegasi|pimpinan|nama tamu|tamu|head|hod",
        clears=False,
    ),
    Column("head_position", "Jabatan", "Position", "jabatan ketua|jabatan tamu|title"),
    Column("tier", "Kategori", "Category", "tingkat|kategori tamu|level|tier|golongan tamu", required=True),
    Column(
        "party_size",
        "Jumlah rombongan",
        "Party size",
        "rombongan|jumlah anggota|jumlah orang|jumlah|pax|size",
    ),
    Column(
        "arrives_at",
        "Tiba",
        "Arrives",
        "kedatangan|waktu tiba|tanggal tiba|jadwal tiba|kedatangan waktu|kedatangan tanggal|eta|arrival|"
        "arrival time",
        clears=True,
    ),
    Column(
        "arrival_flight",
        "Penerbangan tiba",
        "Arrival flight",
        "pesawat tiba|flight tiba|kedatangan penerbangan|kedatangan flight|maskapai tiba",
        clears=True,
    ),
    Column(
        "departs_at",
        "Pulang",
        "Departs",
        "keberangkatan|kepulangan|waktu pulang|tanggal pulang|jadwal pulang|keberangkatan waktu|"
        "kepulangan waktu|etd|departure|departure time",
        clears=True,
    ),
    Column(
        "departure_flight",
        "Penerbangan pulang",
        "Departure flight",
        "pesawat pulang|flight pulang|keberangkatan penerbangan|kepulangan penerbangan|maskapai pulang",
        clears=True,
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
    Column("lo_required", "Jumlah LO", "Officers needed", "kebutuhan lo|lo|lo dibutuhkan|officers"),
    Column(
        "lo_sex", "Permintaan JK LO", "Officers asked to be", "jk lo|jenis kelamin lo|lo l p", clears=True
    ),
)
