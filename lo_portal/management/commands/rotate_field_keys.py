"""`manage.py rotate_field_keys`: every encrypted value under the first key of FIELD_KEYS.

Put the new key in front, restart every process, then run this; killed, it is run again. When it ends
with 0 the older keys may go (older backups still need them).
"""

from django.core.management.base import BaseCommand, CommandError

from lo_portal import rekeying


class Command(BaseCommand):
    help = "Write every encrypted value anew under the newest key; may be stopped and run again."

    def add_arguments(self, parser):
        parser.add_argument("--batch", type=int, default=rekeying.BATCH, help="values in one transaction")

    def handle(self, *, batch, **options):
        lost = 0
        for count in rekeying.rekey(batch=batch):
            self.stdout.write(f"{count.seen:8} {count.renewed:8} renewed  {count.place}")
            lost += count.lost
        if lost:
            raise CommandError(f"{lost} values open with no key of FIELD_KEYS; nothing was done to them")
        self.stdout.write(
            "Everything opens with the first key. Keep older keys as long as backups need them."
        )
