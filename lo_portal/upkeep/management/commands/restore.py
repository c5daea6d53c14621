"""`manage.py restore BACKUP --yes`: put a backup in the place of the database and the files."""

from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from lo_portal.upkeep.backups import BackupError, restoring, vault
from lo_portal.upkeep.management.commands.verify_backup import newest


class Command(BaseCommand):
    help = "Replace database and files by BACKUP; the old ones are kept, and nothing is sent until released."
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("backup", type=Path)
        parser.add_argument(
            "--identity", type=Path, default=settings.BACKUP_IDENTITY_FILE, help="private key"
        )
        parser.add_argument("--yes", action="store_true", help="do it; without it only the backup is proved")

    def handle(self, *, backup, identity, yes, **options):
        if not yes:
            raise CommandError("This replaces the database and the files. Stop the portal, then add --yes.")
        try:
            proof, aside = restoring.restore_backup(
                folder=newest(backup), key=vault.identity(Path(identity)), at=timezone.now()
            )
        except BackupError as error:
            raise CommandError(str(error)) from error
        call_command("migrate", verbosity=0)  # the backup may be older than this version
        self.stdout.write(
            f"Restored: {proof.tables} tables, {proof.rows} rows, {proof.files} files,"
            f" as of {proof.made_at:%Y-%m-%d %H:%M} UTC. The old database is kept as {aside}.\n"
            "Nothing is sent until somebody releases it: /notices/held/ after signing in as staff."
        )
