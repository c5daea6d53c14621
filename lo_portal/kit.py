"""The living style guide: every component in every state, with invented data; /kit/ in development only."""

from django.shortcuts import render

from lo_portal import ui
from lo_portal.access import public
from lo_portal.charts import Chart, Row

ACTIONS = {
    "primary": ui.Action("Isi slot", "#", kind="primary"),
    "line": ui.Action("Ingatkan", "#", method="post"),
    "text": ui.Action("Ditunda (2)", "#", kind="text", small=True),
    "key": ui.Action("Catat perubahan", "#", icon="plus-lg", key="c"),
    "revoke": ui.Action("Cabut", kind="bad", icon="x-octagon", dialog="revoke"),
    "refused": ui.Action("Terbitkan", kind="primary", refusal="Dua slot masih kosong."),
    "undo": ui.Action("Urungkan", "#", kind="text", icon="arrow-counterclockwise", key="z"),
    "compare": ui.Action("Bandingkan v7", "#"),
    "publish": ui.Action("Terbitkan v8", "#", kind="primary"),
    "open": ui.Action("Buka D-04", "#"),
}
STEPS = [
    ui.Step("Data acara", "done", "#"),
    ui.Step("Delegasi", "done"),
    ui.Step("Pemasangan LO", "current"),
    *[ui.Step(label) for label in ("Surat tugas", "Pengarahan", "Hari-H", "Penutupan")],
]


def _meter(label, value, gap, kind, note, *parts):
    segments = tuple(ui.Segment(*part) for part in parts)
    return ui.ReadinessMeter(label, value, sum(part[1] for part in parts), segments, gap, kind, note, "#")


METERS = [
    _meter("Delegasi tercakup", 22, "2 slot kosong", "bad", "D-08, D-15", ("ok", 22), ("empty", 2)),
    _meter(
        "LO terkonfirmasi", 33, "3 belum menjawab", "wait", "1 menolak", ("ok", 33), ("wait", 3), ("empty", 2)
    ),
    _meter(
        "Surat tugas berlaku",
        31,
        "2 menunggu TTD",
        "wait",
        "5 menunggu LO",
        ("ok", 31),
        ("wait", 2),
        ("rest", 5),
    ),
    _meter(
        "Hadir pengarahan",
        32,
        "4 wajib susulan",
        "wait",
        "13.30 nanti",
        ("ok", 32),
        ("wait", 4),
        ("empty", 2),
    ),
]
FIGURES = [
    ui.ReadinessMeter("Dijemput tepat waktu", "91,7%", note="22 dari 24 delegasi"),
    ui.ReadinessMeter("Median kabar LO", "24 mnt", note="target 30 menit"),
    ui.ReadinessMeter("Insiden", 8, note="7 selesai, median 18 menit"),
    ui.ReadinessMeter("Nilai tamu", "4,7", 5, note="41 jawaban dari 86 tamu"),
]
FAST = [
    ui.FastStep("Isi 2 slot kosong", "1 ada calon, 1 terhalang", ACTIONS["primary"], current=True),
    ui.FastStep("Ingatkan 3 LO", "Terlama menunggu 18 jam", ACTIONS["line"]),
    ui.FastStep("Terbitkan 7 surat", "2 siap sekarang", ui.Action("Siapkan", "#")),
]
ATTENTION = [
    ui.Attention(
        "09.30",
        "48 mnt lagi",
        "bad",
        "AK 6112 maju 85 menit: Malaysia, Brunei, Sabah",
        "Kam 24 Nov, 14.20 menjadi 12.55. Terdampak 6 LO dan 5 kendaraan.",
        ui.Action("Tinjau dampak", "#", kind="primary"),
        hot=True,
    ),
    ui.Attention(
        "12.00",
        "3 j 18 lagi",
        "wait",
        "2 surat menunggu tanda tangan",
        "Nomor 1879 dan 1880.",
        ui.Action("Kirim", "#"),
    ),
    ui.Attention(
        "Rab 23",
        "Besok",
        "info",
        "D-19 BARMM: 1 tamu belum punya kamar",
        "2 dari 3 kamar.",
        ui.Action("Lengkapi", "#"),
    ),
]
TIMELINE = [
    ui.TimelineRow("07.15", "2 kegiatan selesai", "Uji rute, 34 menit", past=True, url="#", url_label="Buka"),
    ui.TimelineRow("08.42", now=True),
    ui.TimelineRow(
        "10.35",
        "Tim aju Malaysia tiba, 4 orang",
        "GA 502 CGK–PNK · LO M. Rizky Fadillah",
        "arrival",
        mark=ui.Mark("info", "clock", "Terjadwal"),
    ),
    ui.TimelineRow("13.30", "Pengarahan II", "Balai Petitih", icon="easel", aside="29 hadir"),
    ui.TimelineRow("17.05", "Tim survei ADB pulang, 2 orang", "QG 413 PNK–CGK", "departure"),
]
FACTORS = [
    ui.Factor("Bahasa", 28, 35, "Inggris B2 cukup, Tagalog A1 nilai tambah"),
    ui.Factor("Kompetensi", 16, 20, "Protokol ada, P3K belum"),
    ui.Factor("Pelatihan", 15, 15, "Dasar lulus 2022"),
    ui.Factor("Beban", 15, 15, "Belum punya tugas lain"),
    ui.Factor("Riwayat", 5, 10, "1 acara, nilai 4,6 dari 5"),
    ui.Factor("Kesamaan OPD", 5, 5, "Beda OPD dengan LO slot 1"),
]
JOBS = [
    ui.JobView(
        "queued",
        "Antre",
        "mulai setelah paket 7",
        actions=(ui.Action("Batalkan", "#", "post", "text", small=True),),
        html_id="job-1",
    ),
    ui.JobView(
        "running",
        "Membuat PDF 38 surat",
        "24 dari 38, sisa 9 detik",
        24,
        38,
        actions=(ui.Action("Hentikan", "#", "post", "text", small=True),),
        html_id="job-2",
    ),
    ui.JobView(
        "failed",
        "37 selesai, 1 gagal",
        "NIP Galih Pratama kosong",
        37,
        38,
        actions=(ui.Action("Perbaiki", "#", small=True),),
        html_id="job-3",
    ),
    ui.JobView("done", "38 surat selesai.", "Berkas tersimpan.", html_id="job-4"),
]
FILTERS = ui.FilterBar(
    action="#",
    target="#kit-list",
    search="",
    search_label="Nama delegasi, ketua, penerbangan",
    group_label="Tingkat",
    groups=(
        (ui.Pill("Semua", "?", 24, True), ui.Pill("VVIP", "?tier=1", 5), ui.Pill("VIP", "?tier=2", 9)),
        (ui.Pill("Belum lengkap", "?gap=1", 7, icon="exclamation-triangle"),),
    ),
    selects=(
        ui.SelectFilter("origin", "Asal", (ui.Choice("", "Semua asal", True), ui.Choice("MYS", "MYS (5)"))),
    ),
    note="Urut: tingkat, lalu kode",
)
BARS = Chart(
    "Kendaraan paling sering bermasalah: 3 dari 8 insiden.",
    (Row("Kendaraan", (3,), hot=True), Row("Bagasi", (2,)), Row("Jamuan", (1,)), Row("Kamar", (1,))),
)
STACKED = Chart(
    "Dinas Perhubungan memberi LO terbanyak, 6 orang; 1 masih menunggu.",
    (Row("Dishub", (5, 1, 0)), Row("Biro Adpim", (4, 0, 1)), Row("Disperindag ESDM", (3, 1, 1))),
    ("Menerima", "Menunggu", "Cadangan"),
)
COLUMNS = Chart(
    "Puncak kabar Kamis 12.00–15.00, 96 kabar.",
    tuple(
        Row(label, (value,), hot=value == 96)
        for label, value in zip(
            ["09", "12", "15", "18", "21", "00", "03", "06", "09", "12", "15", "18"],
            (8, 40, 60, 22, 6, 1, 2, 14, 57, 96, 70, 31),
            strict=True,
        )
    ),
)
RADAR = Chart(
    "Diplomasi dan bahasa kuat, negosiasi perlu latihan.",
    tuple(
        Row(label, values)
        for label, values in {
            "Komunikasi": (4, 3),
            "Diplomasi": (4, 4),
            "Konflik": (3, 3),
            "Negosiasi": (2, 1),
            "Waktu": (3, 4),
            "Fleksibilitas": (3, 3),
            "Bisnis": (2, 2),
        }.items()
    ),
    ("Penilaian sendiri", "Penilaian koordinator"),
    maximum=4,
)


def _facts():
    names = "steps meters figures fast attention timeline factors jobs filters"
    facts = {name: globals()[name.upper()] for name in names.split()}
    return facts | {
        "actions": ACTIONS,
        "countdown": ui.Countdown("Pembukaan", "H-3", "Jumat, 25 Nov 2022 09.00 WIB"),
        "bars": BARS,
        "stacked": STACKED,
        "columns": COLUMNS,
        "radar": RADAR,
    }


@public
def kit(request):
    """Show every component; the data are invented, so anybody may look."""
    return render(request, "frame/components.html", _facts())
