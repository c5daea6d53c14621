"""Bring a workbook or a list in: manage.py import_workbook FILE [--event SLUG] [--dry-run] [--json]."""

import json
import sys
from pathlib import Path

from django.core.management.base import BaseCommand
from django.utils import timezone

from lo_portal.imports import registry, reports, whole_files
from lo_portal.imports.sentences import NO_FILE
from lo_portal.sheets.limits import LIMITS

COUNTS = (("new", "baru"), ("changed", "berubah"), ("unchanged", "sama"), ("cancelled", "batal"))


class Command(BaseCommand):
    help = "Imports officers, delegations and the agenda from xlsx, csv or ods. Dates are never moved."

    def add_arguments(self, parser):
        parser.add_argument("file", help="workbook or list (.xlsx, .csv, .ods)")
        parser.add_argument("--event", default="", metavar="SLUG", help="short address of the event")
        parser.add_argument("--dry-run", action="store_true", help="report only, write nothing")
        parser.add_argument("--json", action="store_true", help="print one JSON object")

    def handle(self, *args, file, event, dry_run, **options):
        outcome = self._import(Path(file), event, dry_run)
        if options["json"]:
            self.stdout.write(json.dumps(outcome.report, ensure_ascii=False, indent=2))
        else:
            self._tell(outcome, dry_run)
        if outcome.failed:
            sys.exit(1)

    def _import(self, path, slug, dry_run):
        try:
            with path.open("rb") as file:
                data = file.read(LIMITS.file_size + 1)
        except OSError:
            return whole_files.Outcome(reports.refusal_report(NO_FILE.say(path=path)), saved=False)
        return whole_files.import_file(
            data=data, file_name=path.name, by=None, at=timezone.now(), slug=slug, dry_run=dry_run
        )

    def _tell(self, outcome, dry_run):
        for key, part in outcome.report.items():
            if key == "errors":
                continue
            counts = ", ".join(f"{part[name]} {word}" for name, word in COUNTS)
            self.stdout.write(f"{registry.kind(key).title()}: {counts}")
            self._list(part["errors"], "Salah")
            self._list(part["warnings"], "Perhatikan")
        self._list(outcome.report.get("errors", []), "Salah")
        self.stdout.write(_ending(outcome, dry_run))

    def _list(self, problems, word):
        for problem in problems:
            where = [problem["sheet"], problem["row"] and f"baris {problem['row']}", problem["column"]]
            place = ", ".join(str(part) for part in where if part)
            self.stdout.write(
                f"  {word}: {place}: {problem['message']}" if place else f"  {word}: {problem['message']}"
            )


def _ending(outcome, dry_run):
    if outcome.failed:
        return "Tidak ada yang disimpan. Perbaiki yang salah, lalu jalankan lagi."
    if dry_run:
        return "Uji coba: tidak ada yang disimpan."
    return f"Tersimpan untuk acara {outcome.event}." if outcome.event else "Tersimpan."
