"""Fail when a catalogue lacks a message of the sources: both languages are complete or nothing ships."""

import shutil
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

LEFT_OUT = shutil.ignore_patterns(".*", "var", "node_modules", "tests", "docs", "benchmarks", "__pycache__")


class Command(BaseCommand):
    help = "Compare the messages of the sources with locale/id and locale/en (needs gettext)."

    def handle(self, *args, **options):
        with TemporaryDirectory() as folder:
            template = self._gather(Path(folder) / "sources")
            failures = [text for language in ("id", "en") if (text := self._missing(language, template))]
        if failures:
            raise CommandError("\n".join(failures))
        self.stderr.write("Katalog id dan en lengkap.")

    def _gather(self, copy: Path) -> Path:
        """The template of all messages, gathered in a copy: makemessages writes beside what it reads."""
        shutil.copytree(settings.BASE_DIR, copy, ignore=LEFT_OUT)
        command = [sys.executable, "manage.py", "makemessages", "--locale=id", "--keep-pot", "--no-wrap"]
        subprocess.run(command, cwd=copy, check=True, capture_output=True)
        return copy / "locale" / "django.pot"

    def _missing(self, language: str, template: Path) -> str:
        """What `msgcmp` says of messages that are absent, empty or fuzzy; empty when none is."""
        catalogue = Path(settings.BASE_DIR) / "locale" / language / "LC_MESSAGES" / "django.po"
        if not catalogue.exists():
            return f"{catalogue} belum ada. Jalankan ./portal messages."
        compared = subprocess.run(
            ["msgcmp", str(catalogue), str(template)], capture_output=True, text=True, check=False
        )
        return f"{language}: {compared.stderr.strip()}" if compared.returncode else ""
