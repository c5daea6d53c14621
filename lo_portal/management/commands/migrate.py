"""`manage.py migrate`, patient with a busy table: it gives way after `lock_timeout` and tries again.

While a migration waits for its lock, everybody else who wants the table waits behind it; so each wait is
short, and between two of them the portal breathes. Every migration is a transaction of its own (or does one
thing, where it cannot be): what was done is kept, what gave way left nothing.

Of two that are started at once (a portal that starts, a command beside it) the second waits for the first.
"""

import time
from collections.abc import Iterator
from contextlib import closing, contextmanager

from django.core.management.commands import migrate
from django.db import OperationalError, connections
from psycopg2.errors import LockNotAvailable

TRIES = 5
REST_SECONDS = 5
TURN = "SELECT pg_try_advisory_lock(hashtextextended('migrate', 0))"


class Command(migrate.Command):
    def handle(self, *args, **options):
        with self._alone(options["database"]):
            for tries_left in reversed(range(TRIES)):
                try:
                    return super().handle(*args, **options)
                except OperationalError as error:
                    if not isinstance(error.__cause__, LockNotAvailable) or not tries_left:
                        raise
                    connections[options["database"]].close()
                    self.stderr.write(
                        f"A table is busy; {tries_left} more tries, the next in {REST_SECONDS} s."
                    )
                    time.sleep(REST_SECONDS)

    @contextmanager
    def _alone(self, database: str) -> Iterator[None]:
        """While no other `migrate` works on the database. The lock ends with a connection of its own."""
        with closing(connections.create_connection(database)) as guard, guard.cursor() as cursor:
            cursor.execute(TURN)
            while not cursor.fetchone()[0]:
                self.stderr.write(f"Another migrate is at work; looking again in {REST_SECONDS} s.")
                time.sleep(REST_SECONDS)
                cursor.execute(TURN)
            yield
