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

from django.conf import settings
from django.db import InterfaceError, OperationalError, transaction

from assignments.notices.backoff import delay_after
from assignments.notices.channels import all_channels
from assignments.notices.channels.base import Channel, Permanent, Temporary, Trouble
from assignments.notices.claims import Hold, Leased
from assignments.notices.states import NoticeState

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
    batch = hold.lease(limit)
    if channel.in_database:
        return _deliver_inside(hold, batch)
    ended = Counter()
    with channel.session() as session:
        for leased in batch:
            if stop():
                break
            ended[_deliver_one(hold, leased, session)] += 1
    return ended


def _deliver_inside(hold: Hold, batch: list[Leased]) -> Counter:
    """Effect and state of a batch in one transaction; where that fails, one by one."""
    try:
        with transaction.atomic():
            outgoing = hold.claim(batch)
            if outgoing:
                hold.channel.send_all(outgoing)
                hold.sent(outgoing)
    except (OperationalError, InterfaceError):
        raise
    except Exception as error:
        if len(batch) > 1:
            return sum((_deliver_inside(hold, [leased]) for leased in batch), Counter())
        again = hold.claim(batch)  # the first claim was undone together with the effect
        attempts = again[0].attempts if again else 1
        return Counter([_write_trouble(hold, batch[0], attempts, _surprise(hold, batch[0], error))])
    taken = {one.id for one in outgoing}
    left = [hold.put_aside(leased) for leased in batch if leased.id not in taken]
    return Counter([NoticeState.SENT] * len(taken) + left)


def _deliver_one(hold: Hold, leased: Leased, session) -> str:
    """Claim, send, write the outcome; whatever goes wrong with this one stays with this one."""
    claimed = hold.claim([leased])
    if not claimed:
        return hold.put_aside(leased)
    (outgoing,) = claimed
    try:
        address = hold.channel.send(session, outgoing)
    except (OperationalError, InterfaceError):
        raise
    except Trouble as trouble:
        return _write_trouble(hold, leased, outgoing.attempts, trouble)
    except Exception as error:
        return _write_trouble(hold, leased, outgoing.attempts, _surprise(hold, leased, error))
    hold.sent(claimed, address)
    return NoticeState.SENT


def _surprise(hold: Hold, leased: Leased, error: Exception) -> Trouble:
    """An error that no channel foresaw: logged, and tried again like any other."""
    logger.error("notice %s could not be sent by %s", leased.id, hold.channel.code, exc_info=error)
    return Temporary("error", type(error).__name__)


def _write_trouble(hold: Hold, leased: Leased, attempts: int, trouble: Trouble) -> str:
    delay = delay_after(attempts, _chance)
    if isinstance(trouble, Permanent) or delay is None:
        return hold.failed(leased, trouble)
    return hold.retry(leased, trouble, delay)
