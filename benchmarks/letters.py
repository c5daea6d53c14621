"""Letters of assignment: CPU, memory and agreement of the ways to render them.

    python benchmarks/letters.py --n 38,500,2000 [--annex 250,1000] [--rounds 1] [--json]

Every way runs in a process of its own on the same invented letters. CPU is user + system of the
work itself, start-up apart; a way that is sampled says how many letters it really made.
"""

from __future__ import annotations

import argparse
import json
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from weasyprint import HTML  # noqa: E402

from assignments.letters import documents  # noqa: E402
from assignments.letters.documents import checks, fonts, rendering  # noqa: E402

NAMES = (
    "Agustina Radja",
    "Petrus Tukan",
    "Rahmat Wira",
    "Yohanes Citra",
    "Nurhayati Sonbai",
    "Budi Mega Lay",
    "Dewi Kartika",
)
TITLES = ("S.E.", "S.STP., M.Si.", "S.Sos.", "A.Md.", "S.IP., M.A.P.")
POSTS = (
    "Analis Protokol Ahli Pertama", "Pengadministrasi Perkantoran", "Pranata Hubungan Masyarakat Ahli Muda",
    "Kepala Subbagian Tata Usaha Pimpinan dan Kepegawaian pada Biro Administrasi Pimpinan",
)  # fmt: skip
UNITS = ("Biro Administrasi Pimpinan", "Dinas Perhubungan", "Dinas Pariwisata dan Ekonomi Kreatif")
RANKS = (("Penata", "III/c"), ("Penata Tingkat I", "III/d"), ("Pembina", "IV/a"), ("", "IX"))
GUESTS = ("Brunei Darussalam", "Filipina", "Malaysia", "Bank Pembangunan Asia")
DUTY = (
    "melaksanakan tugas sebagai Liaison Officer pada Pertemuan Tingkat Menteri, tanggal 23 s.d. 26 November "
    "2022 di Pontianak;"
)
SEGMENT = (
    "berkoordinasi dengan bidang transportasi, akomodasi, konsumsi, keamanan, dan kesehatan untuk segmen "
    "acara ke-{} serta memutakhirkan status setiap perpindahan tamu paling lambat 15 menit sesudahnya;"
)
REPORT = (
    "melaporkan hasil pelaksanaan tugas secara tertulis paling lambat tiga hari kerja setelah tugas berakhir."
)

COMMON = {
    "letterhead": documents.Letterhead(
        government="PEMERINTAH PROVINSI CONTOH", unit="SEKRETARIAT DAERAH",
        address=("Jalan Contoh Nomor 1, Telepon (0561) 000000",), city="PONTIANAK", postcode="Kode Pos 78124",
    ),
    "signatory": documents.Signatory(
        lines=("a.n. GUBERNUR CONTOH", "SEKRETARIS DAERAH,"), name="Contoh Harapan, M.Kes.",
        pangkat="Pembina Utama Madya", nip="19680101 199503 1 999",
    ),
    "place": "Pontianak", "date": date(2022, 11, 8), "footer": documents.BSRE_FOOTER,
    "qr_caption": "Ditandatangani secara elektronik", "paper": documents.F4_BOOKMAN,
    "menimbang": (
        "bahwa dalam rangka menyambut dan melayani delegasi Pertemuan Tingkat Menteri di Provinsi Contoh "
        "pada tanggal 23 s.d. 26 November 2022, perlu ditugaskan petugas penghubung;",
        "bahwa pegawai yang namanya tercantum dalam surat tugas ini dipandang mampu dan memenuhi syarat;",
    ),
    "dasar": (
        "Undang-Undang Nomor 9 Tahun 2010 tentang Keprotokolan;",
        "Peraturan Pemerintah Nomor 39 Tahun 2018 tentang Pelaksanaan Undang-Undang tentang Keprotokolan;",
        "Dokumen Pelaksanaan Anggaran Sekretariat Daerah Tahun Anggaran 2022.",
    ),
    "tembusan": ("Gubernur Contoh (sebagai laporan);", "Kepala Perangkat Daerah yang bersangkutan."),
}  # fmt: skip


def officer(place: int) -> documents.Person:
    pangkat, golongan = RANKS[place % 4]
    return documents.Person(
        name=f"{NAMES[place % 7]} {NAMES[place // 7 % 7].split()[0]}, {TITLES[place % 5]}",
        nip=f"19{70 + place % 29}0{1 + place % 9}10 20{10 + place % 12}01 {1 + place % 2} {place % 1000:03d}",
        pangkat=pangkat, golongan=golongan, jabatan=POSTS[place % 4], unit=UNITS[place % 3],
    )  # fmt: skip


def letters(count: int) -> Iterator[documents.SuratTugas]:
    """Individual letters; 15 in 100 have nine duties, the others three."""
    for place in range(count):
        segments = tuple(SEGMENT.format(turn) for turn in range(1, 8 if place % 20 < 3 else 2))
        assignee = documents.Assignee(
            officer(place), "Liaison Officer", GUESTS[place % 4], "23 s.d. 26 November 2022"
        )
        yield documents.SuratTugas(
            **COMMON, number=f"800.1.11.1/{place + 1}/RO-ADPIM/2022", kepada=(assignee,),
            untuk=(DUTY, *segments, REPORT), qr_url=f"HTTPS://LO.EXAMPLE.GO.ID/V/{place:026d}",
        )  # fmt: skip


def run_annex(count: int) -> dict[str, int]:
    """One collective letter with `count` rows in its lampiran."""
    rows = tuple(
        documents.Assignee(officer(place), "Liaison Officer", GUESTS[place % 4], "23 s.d. 26 November 2022")
        for place in range(count)
    )
    letter = documents.SuratTugas(
        **COMMON, number="1/2022", kind="collective", kepada=rows, untuk=(DUTY, REPORT)
    )
    return {"pages": documents.render(letter).pages}


def run_batch(way: str) -> Callable[[int], dict[str, int]]:
    def run(count: int) -> dict[str, int]:
        ways: dict[str, int] = {}
        for item in rendering.render_batch(letters(count), way=way):
            if item.error:
                raise item.error
            ways[item.rendered.way] = ways.get(item.rendered.way, 0) + 1
        return ways

    return run


def run_naive(count: int) -> dict[str, int]:
    """One HTML(...).write_pdf() a letter, from our own lean page: nothing kept, fonts from their files."""
    for letter in letters(count):
        HTML(string=naive_html(letter)).write_pdf(pdf_variant="pdf/a-3u")
    return {"naive": count}


def naive_html(letter: documents.SuratTugas) -> str:
    page = documents.html(checks.cleaned(letter))
    faces = fonts.css_faces()
    faces = "\n".join(face for face in faces.split("\n") if "italic" not in face)
    for typeface in fonts.PACKAGES:
        for style in ("regular", "bold"):
            faces = faces.replace(f"asset:font/{typeface}/{style}", fonts.font_path(typeface, style).as_uri())
    return page.replace("</head>", f"<style>{faces}</style></head>")


def run_libreoffice(count: int) -> dict[str, int]:
    """One headless LibreOffice for all letters, from the same letters as DOCX files."""
    with tempfile.TemporaryDirectory() as folder:
        for place, letter in enumerate(letters(count)):
            Path(folder, f"{place:05d}.docx").write_bytes(documents.docx(letter))
        command = [
            soffice(),
            "--headless",
            f"-env:UserInstallation=file://{folder}/profile",
            "--convert-to",
            "pdf",
        ]
        files = [str(path) for path in sorted(Path(folder).glob("*.docx"))]
        subprocess.run([*command, "--outdir", f"{folder}/out", *files], check=True, capture_output=True)
        return {"libreoffice": len(list(Path(folder, "out").glob("*.pdf")))}


def soffice() -> str:
    return shutil.which("soffice") or shutil.which("libreoffice") or ""


WAYS: dict[str, Callable[[int], dict[str, int]]] = {
    "stamp": run_batch("auto"), "full": run_batch("full"), "naive": run_naive, "libreoffice": run_libreoffice,
    "annex": run_annex,
}  # fmt: skip


def cpu_seconds() -> float:
    own, children = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)
    return own.ru_utime + own.ru_stime + children.ru_utime + children.ru_stime


def measure_here(way: str, count: int) -> dict[str, object]:
    """Runs one way in this process; memory is its peak in MB."""
    started_cpu, started = cpu_seconds(), time.perf_counter()
    made = WAYS[way](count)
    cpu, wall = cpu_seconds() - started_cpu, time.perf_counter() - started
    usage = [resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    peak = max(usage) / 1024
    return {"way": way, "letters": count, "made": made, "cpu_ms": cpu * 1000 / count, "per_core": count / cpu,
            "wall_s": wall, "peak_mb": peak, "startup_cpu_s": started_cpu}  # fmt: skip


def measure(way: str, count: int, sample: int, rounds: int) -> dict[str, object]:
    """Median of `rounds` runs, each in a fresh process."""
    asked = min(count, sample) if way == "naive" or (way == "full" and count > 500) else count
    runs = []
    for _ in range(rounds):
        command = [sys.executable, __file__, "--one", way, "--n", str(asked)]
        runs.append(json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout))
    result = {**runs[0], "n": count, "rounds": rounds}
    for key in ("cpu_ms", "per_core", "wall_s", "peak_mb"):
        result[key] = statistics.median(run[key] for run in runs)
    return result


def agreement(count: int = 12) -> dict[str, object]:
    """Stamp against full render: words equal, and samples off at 150 dpi where pdftoppm is there."""
    sample = list(letters(count))
    worst, words_equal, stamped = 0.0, True, 0
    for letter in sample:
        full, stamp = documents.render(letter, way="full"), documents.render(letter, way="stamp")
        stamped += stamp.way == "stamp"
        words_equal &= sorted(" ".join(full.texts).split()) == sorted(" ".join(stamp.texts).split())
        if shutil.which("pdftoppm"):
            worst = max(worst, samples_off(full.pdf, stamp.pdf))
    return {"letters": count, "stamped": stamped, "words_equal": words_equal,
            "worst_samples_off_percent": worst if shutil.which("pdftoppm") else None}  # fmt: skip


def samples_off(first: bytes, second: bytes) -> float:
    """Percent of grey samples at 150 dpi that differ at all."""
    from PIL import ImageChops

    total = off = 0
    for one, other in zip(pictures(first), pictures(second), strict=True):
        histogram = ImageChops.difference(one, other).histogram()
        total += sum(histogram)
        off += sum(histogram[1:])
    return 100 * off / total


def pictures(pdf: bytes) -> list:
    from PIL import Image

    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(["pdftoppm", "-r", "150", "-gray", "-", f"{folder}/page"], input=pdf, check=True)
        return [Image.open(path).copy() for path in sorted(Path(folder).glob("*.pgm"))]


def report(results: list[dict[str, object]], agreed: dict[str, object]) -> None:
    print(
        f"{'way':<12}{'n':>6}{'made':>6}{'CPU ms':>9}{'/s core':>9}{'wall s':>8}{'peak MB':>9}{'/ naive':>9}"
    )
    naive = {result["n"]: result["cpu_ms"] for result in results if result["way"] == "naive"}
    for result in results:
        ratio = f"{result['cpu_ms'] / naive[result['n']]:.3f}" if result["n"] in naive else "-"
        print(f"{result['way']:<12}{result['n']:>6}{result['letters']:>6}{result['cpu_ms']:>9.2f}{result['per_core']:>9.1f}"
              f"{result['wall_s']:>8.2f}{result['peak_mb']:>9.1f}{ratio:>9}")  # fmt: skip
    for way, grown in growth(results).items():
        span = f"{grown['from']} -> {grown['to']}"
        print(f"growth {way} {span}: CPU each x{grown['cpu']:.2f}, memory +{grown['mb_each']:.3f} MB each")
    if not soffice():
        print("libreoffice: not installed, left out")
    print(f"agreement: {agreed}")


def growth(results: list[dict[str, object]]) -> dict[str, dict[str, float]]:
    """Ratio of CPU and added memory per letter from the smallest to the largest whole run of a way."""
    grown = {}
    for way in {result["way"]: None for result in results}:
        whole = [run for run in results if run["way"] == way and run["letters"] == run["n"]]
        small, large = whole[:1], whole[-1:]
        if len(whole) > 1:
            more = large[0]["n"] - small[0]["n"]
            grown[way] = {
                "from": small[0]["n"],
                "to": large[0]["n"],
                "cpu": large[0]["cpu_ms"] / small[0]["cpu_ms"],
                "mb_each": (large[0]["peak_mb"] - small[0]["peak_mb"]) / more,
            }
    return grown


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--n", default="38,500,2000")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--annex", default="250,1000", help="rows of the collective letter")
    parser.add_argument("--ways", default="stamp,full,naive,libreoffice")
    parser.add_argument("--naive-sample", type=int, default=40)
    parser.add_argument("--rounds", type=int, default=1)
    parser.add_argument("--one", choices=WAYS, help="measure one way in this process and print JSON")
    asked = parser.parse_args()
    if asked.one:
        print(json.dumps(measure_here(asked.one, int(asked.n))))
        return
    ways = [way for way in asked.ways.split(",") if way != "libreoffice" or soffice()]
    counts = [int(count) for count in asked.n.split(",")]
    results = [measure(way, count, asked.naive_sample, asked.rounds) for count in counts for way in ways]
    rows = [int(count) for count in asked.annex.split(",") if count]
    results += [measure("annex", count, count, asked.rounds) for count in rows]
    agreed = agreement()
    if asked.json:
        found = {"results": results, "growth": growth(results), "agreement": agreed}
        print(json.dumps({**found, "libreoffice": bool(soffice())}))
    else:
        report(results, agreed)


if __name__ == "__main__":
    main()
