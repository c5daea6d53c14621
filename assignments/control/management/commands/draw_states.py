"""Print docs/states.md."""

from django.core.management.base import BaseCommand

from assignments.control import states


class Command(BaseCommand):
    help = "Print the state diagrams of the documentation."

    def handle(self, *args, **options):
        self.stdout.write(states.draw(), ending="")
