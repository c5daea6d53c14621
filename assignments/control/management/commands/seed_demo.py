"""Load the demo event once, through the same services as everything else."""

from django.core.management.base import BaseCommand
from django.utils import timezone

from assignments.control.demo import story


class Command(BaseCommand):
    help = (
        "Load the BIMP-EAGA demo, with its dates moved to begin in three days. Does nothing the second time."
    )

    def handle(self, *args, **options):
        event = story.tell(at=timezone.now())
        self.stderr.write(f"{event.name}: siap" if event else "Data contoh sudah ada.")
