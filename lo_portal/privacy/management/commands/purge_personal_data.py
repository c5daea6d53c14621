"""`manage.py purge_personal_data [--dry-run]`: what retention says must go, goes."""

from django.core.management.base import BaseCommand
from django.utils import timezone

from lo_portal.privacy import purging


class Command(BaseCommand):
    help = "Delete or blank the personal data whose time is over. With --dry-run only count."

    def add_arguments(self, parser):
        parser.add_argument("--dry-run", action="store_true")

    def handle(self, *, dry_run, **options):
        at = timezone.now()
        if dry_run:
            counts = {due.rule.code: due.count for due in purging.preview(at=at)}
        else:
            counts = purging.purge_due(by=None, at=at)
        for code, count in counts.items():
            self.stdout.write(f"{count:8} {code}")
