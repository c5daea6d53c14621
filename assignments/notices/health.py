"""Whether messages leave in time and arrive: read by `/readyz` and `/metrics`."""

from django.db import connection

from lo_portal.upkeep import services as upkeep
from lo_portal.upkeep.readiness import Reading

LATE_SECONDS = 120
FAILED_SHARE = 0.2
ENOUGH_MAILS = 5

_OLDEST = """
SELECT coalesce(extract(epoch FROM clock_timestamp() - min(next_try_at)), 0) FROM notices_notice
 WHERE state IN ('due', 'retry', 'sending') AND next_try_at <= clock_timestamp()
"""
_MAILS = """
SELECT count(*) FILTER (WHERE state IN ('failed', 'dead', 'retry')), count(*) FROM notices_notice
 WHERE channel = 'email' AND attempts > 0
   AND coalesce(sent_at, next_try_at) > clock_timestamp() - interval '15 minutes'
"""


def notices() -> Reading:
    """Seconds that the oldest message waits beyond its time; a held delivery waits on purpose."""
    (age,) = _one(_OLDEST)
    return Reading("notices", round(float(age), 1), float("inf") if upkeep.is_held() else LATE_SECONDS)


def mail() -> Reading:
    """Share of mails that failed or wait for another try, once there were enough to tell."""
    failed, tried = _one(_MAILS)
    return Reading("mail", round(failed / tried, 3) if tried >= ENOUGH_MAILS else 0.0, FAILED_SHARE)


def _one(statement: str) -> tuple:
    with connection.cursor() as cursor:
        cursor.execute(statement)
        return cursor.fetchone()
