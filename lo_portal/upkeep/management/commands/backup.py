"""`manage.py backup FOLDER`: database, roles and files, encrypted, while the portal runs."""

from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from lo_portal.upkeep.backups import BackupError, making


class Command(BaseCommand):
    help = "Write an encrypted backup below FOLDER (default: PORTAL_VAR/backups) and print where it is."

    def add_arguments(self, parser):
        parser.add_argument("folder", type=Path, nargs="?", default=settings.VAR / "backups")

    def handle(self, *, folder, **options):
        try:
            self.stdout.write(str(making.make_backup(folder=folder, at=timezone.now())))
        except BackupError as error:
            raise CommandError(str(error)) from error
