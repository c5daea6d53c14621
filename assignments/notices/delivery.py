"""The one delivery service, rung by the beat, by a worker and by `manage.py deliver_notices`.

In-app effects happen exactly once, mail at least once: a process that dies between the server's
answer and our commit leaves a row in `sending`, and whoever takes it up sends it again under the
same Message-ID and marks it as possibly double.
"""

import logging
import os
import random
import socket
import time
import uuid
from collections import Counter
from collections.abc import Callable
from contextlib import nullcontext

from django.conf import settings
from django.db import InterfaceError, OperationalError, transaction

from assignments.notices.backoff import delay_after
from assignments.notices.channels import all_channels
from assignments.notices.channels.base import Channel, Permanent, Temporary, Trouble
from assignments.notices.claims import Hold, Leased

logger = logging.getLogger(__name__)

_chance = random.Random()


def deliver_due(*, limit: int, stop: Callable[[], bool] = lambda: False) -> Counter:
    """Deliver up to `limit` notices that are due by the database's clock, oldest first per channel.

    Returns how many rows ended in which state. Any number of processes may run it at once; `stop` is
    asked before each row. Raises `RuntimeError` inside a transaction, `OperationalError` when the
    database goes away: what was held is taken up again when its lease is over.
    """
    owner = f"{socket.gethostname()[:20]}-{os.getpid()}-{uuid.uuid4().hex[:6]}"[:40]
    tally = Counter()
    for channel in sorted(all_channels().values(), key=lambda channel: not channel.in_database):
        left = limit - tally.total()
        while left > 0 and not stop():
            ended = _deliver_batch(channel, owner, min(left, settings.NOTICE_BATCH), stop)
            tally.update(ended)
            left -= ended.total()
            if not ended or not channel.in_database:
                break
    return tally


def deliver_until_empty(*, seconds: float, stop: Callable[[], bool] = lambda: False) -> Counter:
    """Deliver until nothing is due or `seconds` have passed; returns the tally of states."""
    end, tally = time.monotonic() + seconds, Counter()
    while time.monotonic() < end and not stop():
        ended = deliver_due(limit=10 * settings.NOTICE_BATCH, stop=stop)
        if not ended:
            break
        tally.update(ended)
    return tally


def _deliver_batch(channel: Channel, owner: str, limit: int, stop) -> Counter:
    hold = Hold(owner=owner, channel=channel)
    ended = Counter()
    with channel.session() as session:
        for leased in hold.lease(limit):
            if stop():
                break
            ended[_deliver_one(hold, leased, session)] += 1
    return ended


def _deliver_one(hold: Hold, leased: Leased, session) -> str:
    """Claim, send, write the outcome; whatever goes wrong with this one stays with this one."""
    channel, outgoing = hold.channel, None
    try:
        with transaction.atomic() if channel.in_database else nullcontext():
            outgoing = hold.claim(leased)
            if outgoing is None:
                return hold.put_aside(leased)
            return hold.sent(leased, channel.send(session, outgoing))
    except (OperationalError, InterfaceError):
        raise
    except Trouble as trouble:
        return _write_trouble(hold, leased, outgoing, trouble)
    except Exception as error:
        logger.exception("notice %s could not be sent by %s", leased.id, channel.code)
        return _write_trouble(hold, leased, outgoing, Temporary("error", type(error).__name__))


def _write_trouble(hold: Hold, leased: Leased, outgoing, trouble: Trouble) -> str:
    if hold.channel.in_database:
        outgoing = hold.claim(leased)  # the first claim was undone together with the effect
    delay = delay_after(outgoing.attempts if outgoing else 1, _chance)
    if isinstance(trouble, Permanent) or delay is None:
        return hold.failed(leased, trouble)
    return hold.retry(leased, trouble, delay)
