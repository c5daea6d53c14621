"""Counting tries so that parallel ones cannot exceed the limit: each is claimed before it is judged.

The count lives in PostgreSQL, in one statement and outside any transaction of the verb, so that neither
a dead cache nor a rollback gives tries back.
"""

from datetime import datetime, timedelta

from django.db import connection
from django.db.models import F
from django.utils.crypto import salted_hmac

from lo_portal.accounts.models import TryCount

_CLAIM = """
INSERT INTO accounts_trycount AS counted (key, tries, ends_at) VALUES (%(key)s, 1, %(ends_at)s)
ON CONFLICT (key) DO UPDATE SET
    tries = CASE WHEN counted.ends_at <= %(at)s THEN 1 ELSE counted.tries + 1 END,
    ends_at = CASE WHEN counted.ends_at <= %(at)s THEN excluded.ends_at ELSE counted.ends_at END
RETURNING tries
"""


def claim(what: str, whom: str, *, limit: int, within: timedelta, at: datetime) -> bool:
    """Take one try of `what` at `whom`; False once `limit` were taken in the window that began first."""
    with connection.cursor() as cursor:
        cursor.execute(_CLAIM, {"key": _key(what, whom), "at": at, "ends_at": at + within})
        (tries,) = cursor.fetchone()
    return tries <= limit


def give_back(what: str, whom: str) -> None:
    """The last try was right: it does not count."""
    TryCount.objects.filter(key=_key(what, whom), tries__gt=0).update(tries=F("tries") - 1)


def forgive(what: str, whom: str) -> None:
    """Start counting anew: the person has shown who they are."""
    TryCount.objects.filter(key=_key(what, whom)).delete()


def clear_past(*, at: datetime) -> int:
    """Forget windows that are over. Returns how many."""
    return TryCount.objects.filter(ends_at__lte=at).delete()[0]


def _key(what: str, whom: str) -> str:
    return salted_hmac(f"tries.{what}", whom, algorithm="sha256").hexdigest()
