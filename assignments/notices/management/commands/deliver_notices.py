"""`manage.py deliver_notices [--loop]`: delivery without Celery and without a broker."""

import signal
import time

from django.core.management.base import BaseCommand
from django.db import InterfaceError, OperationalError, connection
from django.utils import timezone

from assignments.notices import delivery, reminders
from lo_portal.upkeep import deadman
from lo_portal.upkeep import services as upkeep

IDLE_SECONDS = 2
PLAN_SECONDS = 60
SLICE_SECONDS = 3600


class Command(BaseCommand):
    help = "Plan reminders and deliver what is due. With --loop until stopped; several may run at once."

    def add_arguments(self, parser):
        parser.add_argument("--loop", action="store_true", help="keep delivering until SIGTERM or Ctrl-C")

    def handle(self, *, loop, **options):
        self.stopped, self.plan_at = False, 0.0
        if not loop:
            reminders.plan_all_reminders(at=timezone.now())
            self.report(delivery.deliver_until_empty(seconds=SLICE_SECONDS))
            return
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self.stop)
        while not self.stopped:
            self.turn()

    def turn(self):
        """Plan once a minute, deliver what is due, then rest; a database that is away is asked again."""
        try:
            if time.monotonic() >= self.plan_at:
                reminders.plan_unattended_reminders(at=timezone.now())
                self.plan_at = time.monotonic() + PLAN_SECONDS
            upkeep.note_heartbeat(part="deliverer")
            tally = delivery.deliver_until_empty(seconds=IDLE_SECONDS, stop=lambda: self.stopped)
            deadman.tell()
        except (OperationalError, InterfaceError) as error:
            connection.close()
            self.stderr.write(f"The database does not answer: {str(error).strip()}")
            tally = None
        if tally:
            self.report(tally)
        elif not self.stopped:
            time.sleep(IDLE_SECONDS)

    def stop(self, *_signal):
        self.stopped = True

    def report(self, tally):
        counts = ", ".join(f"{state or 'skipped'} {count}" for state, count in sorted(tally.items()))
        self.stdout.write(counts or "Nothing is due.")
