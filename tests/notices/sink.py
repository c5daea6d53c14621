"""A real SMTP server in a thread. How it behaves is said by the recipient's address: `hang-7@...`."""

import asyncio
import logging
import socket
import time
from collections import Counter
from contextlib import suppress
from email import message_from_bytes, policy

from aiosmtpd.controller import Controller

logging.getLogger("mail.log").setLevel(logging.WARNING)  # aiosmtpd says every line that it reads

ANSWERS = {
    "421": "421 4.7.0 Try again later, closing connection",
    "450": "450 4.2.0 Mailbox busy",
    "550": "550 5.1.1 Mailbox unavailable",
}


class Sink:
    """Takes mail and remembers it: `mails` is a list of (Message-ID, recipient, message)."""

    def __init__(self, *, delay: float = 0.0):
        self.mails: list[tuple[str, str, object]] = []
        self.refused = Counter()
        self.delay = delay
        self.hang_seconds = 30.0
        self.modes_off = False

    def mode_of(self, address: str) -> str:
        return "ok" if self.modes_off else address.partition("-")[0]

    async def handle_RCPT(self, server, session, envelope, address, options):
        mode = self.mode_of(address)
        if mode in ANSWERS:
            self.refused[mode] += 1
            return ANSWERS[mode]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        mode = self.mode_of(envelope.rcpt_tos[0])
        if mode == "hang":
            await asyncio.sleep(self.hang_seconds)
            return "451 4.3.0 Too late"
        message = message_from_bytes(envelope.content, policy=policy.default)
        self.mails.append((message["Message-ID"], envelope.rcpt_tos[0], message))
        if mode == "drop":
            with suppress(Exception):
                server.transport.abort()
        if self.delay:
            await asyncio.sleep(self.delay)
        return "250 OK"

    @property
    def ids(self) -> Counter:
        """How often each Message-ID was taken."""
        return Counter(mail[0] for mail in self.mails)

    def start(self) -> None:
        self.port = _free_port()
        self.controller = Controller(self, hostname="127.0.0.1", port=self.port)
        self.controller.start()

    def stop(self) -> None:
        self.controller.stop()

    @property
    def url(self) -> str:
        """For EMAIL_URL of another process."""
        return f"smtp://127.0.0.1:{self.port}"


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_until(condition, *, seconds: float, every: float = 0.05) -> bool:
    """Whether `condition()` came true in time."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if condition():
            return True
        time.sleep(every)
    return bool(condition())
