"""Previewing and saving long officer lists: seconds, processor seconds, queries, peak memory.

    python -m benchmarks.imports [--rows 500 5000] [--json]

Each size is a process of its own on a throw-away PostgreSQL, so that its peak memory is its own.
The list is a workbook of invented officers with six columns; the peak is that of the whole process
with Django in it, after the preview and after saving.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from benchmarks.publishing import measured  # noqa: E402

AT = datetime(2022, 11, 8, 2, 0, tzinfo=UTC)
HEAD = ("Nama", "NIP", "OPD", "No HP", "Bahasa", "Peran")


def row_of(n: int) -> tuple:
    name = "".join(chr(97 + int(digit)) for digit in f"{n:05d}").title()
    nip = f"{1960 + n % 20}{1 + n // 999:02d}01{2000 + n % 20}01{1 + n % 2}{1 + n % 999:03d}"
    return (f"Nama {name}", nip, f"Dinas {n % 40}", f"0812{n:08d}", "Inggris (B1); Melayu (aktif)", "LO")


def peak_mb() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def workbook_apart(rows: int) -> bytes:
    """The list, written by another process: its memory is no part of the figure."""
    command = [sys.executable, "-m", "benchmarks.imports", "--write", str(rows)]
    return subprocess.run(command, cwd=ROOT, capture_output=True, check=True).stdout


def measure(rows: int) -> dict:
    """In this process: upload, preview, save, preview the same file again."""
    import django
    from django.conf import settings
    from django.utils import timezone

    from tests.stack import make_tables

    django.setup()
    make_tables()
    from lo_portal.imports import services
    from tests import factories

    data = workbook_apart(rows)
    settings.MEDIA_ROOT = tempfile.mkdtemp()
    event, staff = factories.EventFactory(), factories.UserFactory(roles=["staff"])

    def uploaded():
        return services.upload_batch(data=data, file_name="daftar.xlsx", event=event, by=staff, at=AT)

    report = {"rows": rows, "file_kb": len(data) // 1024, "before_mb": peak_mb()}
    batch = uploaded()
    report["preview"] = measured(lambda: services.check_batch(batch=batch, at=AT)) | {"peak_mb": peak_mb()}
    digest = batch.digest
    report["save"] = measured(lambda: services.confirm_batch(batch=batch, digest=digest, by=staff, at=AT)) | {
        "peak_mb": peak_mb()
    }
    again = uploaded()
    report["preview_again"] = measured(lambda: services.check_batch(batch=again, at=AT))
    report["preview_again"]["peak_mb"] = peak_mb()
    report["new"], report["unchanged"] = (
        batch.counts["officers"]["new"],
        again.counts["officers"]["unchanged"],
    )
    report["measured_on"] = str(timezone.localdate())
    return report


def measure_apart(rows: int) -> dict:
    """The same in a process with a database of its own."""
    from tests import stack

    before = dict(os.environ)
    stack._prepare_run()
    stack._prepare_process()
    for server in stack._servers:
        server.start()
    try:
        command = [sys.executable, "-m", "benchmarks.imports", "--one", str(rows)]
        env = {**os.environ, "DATABASE_OPTIONS": "-c statement_timeout=300s"}
        done = subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True, check=False)
    finally:
        stack._end_run()
        os.environ.clear()
        os.environ.update(before)
    if done.returncode:
        sys.exit(done.stderr)
    return json.loads(done.stdout.splitlines()[-1])


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--rows", nargs="+", type=int, default=[500, 5000])
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--one", type=int, help="measure this many rows in this process and print JSON")
    parser.add_argument("--write", type=int, help="write a list of this many rows to standard output")
    options = parser.parse_args()
    if options.write:
        from lo_portal.sheets.writing import ExportTable, write_xlsx

        table = ExportTable("LO", HEAD, [row_of(n) for n in range(options.write)])
        sys.stdout.buffer.write(write_xlsx(table))
    elif options.one:
        print(json.dumps(measure(options.one)))
    else:
        reports = [measure_apart(rows) for rows in options.rows]
        print(json.dumps(reports, indent=1) if options.json else "\n".join(map(str, reports)))


if __name__ == "__main__":
    main()
