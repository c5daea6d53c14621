"""What must be alive for the portal to do its work, measured: `/readyz` and `/metrics` read the same.

The rooms add their own parts by name in `settings.READINESS`. A part is a function without arguments
that returns a `Reading`; one that raises counts as not answering.
"""

import logging
import shutil
from dataclasses import dataclass

from django.conf import settings
from django.core.cache import cache
from django.db import connection
from django.utils.module_loading import import_string

from lo_portal import scanning

logger = logging.getLogger(__name__)

BEAT_SECONDS, WORKER_SECONDS, DELIVERER_SECONDS = 120, 120, 30
DISK_FULL = 0.95


@dataclass(frozen=True)
class Reading:
    """One part: what was measured (None: no answer) and from where on that is trouble.

    `only_degrades`: without this part the portal is slower, not out of order.
    """

    part: str
    value: float | None
    limit: float = 0
    only_degrades: bool = False

    @property
    def word(self) -> str:
        if self.value is not None and self.value <= self.limit:
            return "ok"
        return "degraded" if self.only_degrades else "unavailable"


def readings() -> list[Reading]:
    """Every part of `settings.READINESS`, in that order; the database first, for others need it."""
    return [_measured(import_string(path)) for path in settings.READINESS]


def _measured(part) -> Reading:
    try:
        return part()
    except Exception as error:
        logger.warning("readiness: %s does not answer (%s)", part.__name__, type(error).__name__)
        return Reading(part.__name__, None, only_degrades=part in (redis, scanner))


def database() -> Reading:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return Reading("database", 0)


def redis() -> Reading:
    cache.get_many(["readyz"])  # asks even while the cache is being patient
    return Reading("redis", 0, only_degrades=True)


def scanner() -> Reading:
    """The virus scanner, where one is set: without it no file is taken, all else goes on."""
    return Reading("scanner", 0 if scanning.ping() else None, only_degrades=True)


def disk() -> Reading:
    """The used share of the disk below PORTAL_VAR."""
    usage = shutil.disk_usage(settings.VAR)
    return Reading("disk", round(1 - usage.free / usage.total, 4), DISK_FULL)


def beat() -> Reading:
    return _heartbeat("beat", BEAT_SECONDS)


def worker() -> Reading:
    return _heartbeat("worker", WORKER_SECONDS)


def deliverer() -> Reading:
    return _heartbeat("deliverer", DELIVERER_SECONDS)


def _heartbeat(part: str, limit: int) -> Reading:
    """Seconds since the part last said that it lives, by the database's clock."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT extract(epoch FROM clock_timestamp() - at) FROM upkeep_heartbeat WHERE part = %s", [part]
        )
        row = cursor.fetchone()
    return Reading(part, round(float(row[0]), 1) if row else None, limit)
