"""`manage.py verify_backup BACKUP`: restore it for real, somewhere else, and compare everything."""

from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from lo_portal.upkeep.backups import BackupError, restoring, vault


class Command(BaseCommand):
    help = (
        "Restore BACKUP (or the newest in that folder) into a scratch database; fails unless all comes back."
    )

    def add_arguments(self, parser):
        parser.add_argument("backup", type=Path, nargs="?", default=settings.VAR / "backups")
        parser.add_argument(
            "--identity", type=Path, default=settings.BACKUP_IDENTITY_FILE, help="private key"
        )
        parser.add_argument("--max-age-hours", type=float, default=26)

    def handle(self, *, backup, identity, max_age_hours, **options):
        try:
            proof = restoring.verify_backup(
                folder=newest(backup),
                key=vault.identity(Path(identity)),
                at=timezone.now(),
                max_age=timedelta(hours=max_age_hours),
            )
        except BackupError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(
            f"Restored and equal: {proof.tables} tables, {proof.rows} rows, {proof.files} files,"
            f" as of {proof.made_at:%Y-%m-%d %H:%M} UTC."
        )


def newest(path: Path) -> Path:
    """The backup itself, or the newest one inside a folder of backups."""
    if (path / "manifest.json").exists():
        return path
    found = sorted(path.glob("portal-*/manifest.json")) if path.is_dir() else []
    if not found:
        raise BackupError(f"There is no backup in {path}.")
    return found[-1].parent
