"""`manage.py make_backup_key FILE`: a pair of keys for backups."""

import os
from pathlib import Path

import pyrage
from django.core.management.base import BaseCommand, CommandError


class Command(BaseCommand):
    help = (
        "Write the private key that opens backups into FILE and print the public one for BACKUP_RECIPIENTS."
    )
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path)

    def handle(self, *, file, **options):
        key = pyrage.x25519.Identity.generate()
        try:
            descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        except FileExistsError:
            raise CommandError(f"{file} is already there.") from None
        with os.fdopen(descriptor, "w") as opened:
            opened.write(f"# public key: {key.to_public()}\n{key}\n")
        self.stdout.write(f"BACKUP_RECIPIENTS={key.to_public()}")
        self.stderr.write(f"Keep {file} on another machine than this one, and a copy on paper.")
