"""Delivering processes that a test may kill, on a database of its own.

`Fleet` starts one parent that has loaded Django and forks a child for each `spawn()`: killing and
replacing a deliverer takes milliseconds. A child may run a broken copy of the statements, to prove
that a test would notice: see `BROKEN`.

Run as a program it is that parent: `python -m tests.notices.fleet serve COUNT` makes the tables,
posts one message to each of COUNT people and then waits for orders.
"""

import os
import signal
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]

# Statements without their protection. "mark-first": the row is called sent before the mail leaves.
# "no-lease": nobody asks who else holds the row.
BROKEN = {
    "mark-first": {
        "CLAIM": [
            ("SET state = 'sending',", "SET state = 'sent', sent_at = clock_timestamp(),"),
            (
                "lease_until = clock_timestamp() + make_interval(secs => %(lease)s)",
                "lease_until = NULL, owner = ''",
            ),
        ]
    },
    "no-lease": {
        "LEASE": [
            ("AND (lease_until IS NULL OR lease_until < clock_timestamp())", ""),
            ("FOR UPDATE SKIP LOCKED", ""),
        ],
        "CLAIM": [("AND n.owner = %(owner)s AND n.lease_until > clock_timestamp()", "")],
        "SENT": [("AND owner = %(owner)s", "")],
    },
}


class Fleet:
    """Deliverers on the database at `url`, where `count` people have been told something."""

    def __init__(self, *, url: str, log: Path, count: int, **env: str):
        self.log = log
        self.pids: list[int] = []
        self.parent = subprocess.Popen(
            [sys.executable, "-m", "tests.notices.fleet", "serve", str(count)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=log.open("ab"),
            text=True,
            env={**os.environ, "DATABASE_URL": url, **env},
            cwd=ROOT,
            start_new_session=True,
        )
        if self.parent.stdout.readline() != "ready\n":
            raise AssertionError(f"the fleet did not start:\n{log.read_text()}")

    def spawn(self, broken: str = "", batch: int = 20) -> int:
        """Start one more deliverer that takes so many rows at once, on a broken copy where asked.

        Returns its process id.
        """
        self.parent.stdin.write(f"{batch} {broken}\n")
        self.parent.stdin.flush()
        pid = int(self.parent.stdout.readline())
        self.pids.append(pid)
        return pid

    def kill(self, pid: int) -> None:
        """SIGKILL: no handler, no clean-up."""
        if pid in self.pids:
            self.pids.remove(pid)
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)

    def clear(self) -> None:
        for pid in list(self.pids):
            self.kill(pid)

    def stop(self) -> None:
        self.clear()
        self.parent.stdin.close()
        self.parent.wait(timeout=10)


def _serve(count: int) -> None:
    import django

    from tests.stack import make_tables

    django.setup()
    make_tables()
    _post(count)
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    _answer("ready")
    for line in sys.stdin:
        pid = os.fork()
        if not pid:
            batch, _space, broken = line.strip().partition(" ")
            _deliver(broken, int(batch))
        _answer(str(pid))


def _answer(words: str) -> None:
    sys.stdout.write(f"{words}\n")
    sys.stdout.flush()


def _deliver(broken: str, batch: int = 20) -> None:
    from django.conf import settings
    from django.core.management import call_command

    from assignments.notices import claims

    for name, changes in BROKEN.get(broken, {}).items():
        for old, new in changes:
            statement = getattr(claims, name)
            assert old in statement, f"{name} no longer says {old!r}"
            setattr(claims, name, statement.replace(old, new))
    settings.NOTICE_BATCH = batch
    os.close(0)
    _say_to_nobody()
    call_command("deliver_notices", loop=True)
    os._exit(0)


def _say_to_nobody() -> None:
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)


def _post(count: int) -> None:
    from django.db import connections, transaction
    from django.utils import timezone

    from assignments.notices import services
    from assignments.notices.drafts import Draft, Message
    from lo_portal.accounts.models import User
    from tests import factories

    event = factories.EventFactory(stage="closed")  # nothing to plan, only to deliver
    users = User.objects.bulk_create(
        User(name=f"Petugas {n}", email=f"petugas-{n:05d}@contoh.example", password="!") for n in range(count)
    )
    message = Message(title="Kumpul pukul 07.00 WIB", lead="Lobi hotel.")
    facts = {"kind": "broadcast", "subject": event, "event": event, "occasion": "1", "message": message}
    with transaction.atomic():
        drafts = [Draft(recipient=user, **facts) for user in users]
        services.post_notices(drafts=drafts, by=None, at=timezone.now())
    connections.close_all()


if __name__ == "__main__":
    _serve(int(sys.argv[2]))
