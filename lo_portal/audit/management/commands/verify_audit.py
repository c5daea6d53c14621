"""`manage.py verify_audit [--expect POSITION:HASH]`: is the trail whole? Prints the head."""

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from lo_portal.audit import chain


class Command(BaseCommand):
    help = "Check every line of the audit trail against its chain; exit with 1 and the places that break."

    def add_arguments(self, parser):
        parser.add_argument("--expect", help="a head that was noted outside, as POSITION:HASH")

    def handle(self, *, expect, **options):
        verdict = chain.verify(at=timezone.now(), expect=_head(expect) if expect else None)
        self.stdout.write(f"{verdict.lines} lines, {verdict.pruned} pruned after their time")
        self.stdout.write(f"head {verdict.head}")
        if not verdict.sound:
            places = "\n".join(verdict.breaks[: chain.SHOWN])
            raise CommandError(f"the trail breaks in {len(verdict.breaks)} places:\n{places}")


def _head(text: str) -> chain.Head:
    try:
        return chain.Head.parse(text)
    except ValueError as error:
        raise CommandError("--expect takes POSITION:HASH as this command prints it") from error
