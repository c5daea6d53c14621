"""The statements by which delivering processes share the rows. The database's clock decides, always.

`clock_timestamp()`, not `now()`: within one transaction `now()` stands still. Each statement is
committed before anything leaves the house.
"""

import json
from collections import defaultdict
from dataclasses import dataclass

from django.apps import apps
from django.conf import settings
from django.db import connection, transaction

from assignments.notices.backoff import MAX_CRASHES
from assignments.notices.channels.base import Channel, Outgoing, Trouble
from assignments.notices.states import NoticeState

LEASE = """
UPDATE notices_notice SET owner = %(owner)s,
       lease_until = clock_timestamp() + make_interval(secs => %(lease)s)
 WHERE id IN (
       SELECT id FROM notices_notice
        WHERE channel = %(channel)s AND state IN ('due', 'retry', 'sending')
          AND next_try_at <= clock_timestamp()
          AND (lease_until IS NULL OR lease_until < clock_timestamp())
          AND NOT %(paused)s
          AND NOT EXISTS (SELECT 1 FROM upkeep_deliveryhold WHERE released_at IS NULL)
        ORDER BY next_try_at, id LIMIT %(limit)s FOR UPDATE SKIP LOCKED)
RETURNING id, subject_type, subject_id, subject_version, next_try_at
"""

# Normal case in one statement: the rows are ours, in time, alive and their readers active. A row found in
# `sending` was left there by a process that ended: it may have been sent.
CLAIM = """
UPDATE notices_notice n SET state = 'sending', attempts = n.attempts + 1,
       crashes = n.crashes + (n.state = 'sending')::int,
       maybe_double = n.maybe_double OR (n.state = 'sending' AND NOT %(in_database)s),
       lease_until = clock_timestamp() + make_interval(secs => %(lease)s)
  FROM accounts_user u
 WHERE n.id = ANY(%(ids)s::uuid[]) AND u.id = n.recipient_id AND u.is_active
   AND n.owner = %(owner)s AND n.lease_until > clock_timestamp()
   AND n.state IN ('due', 'retry', 'sending')
   AND (n.not_after IS NULL OR n.not_after > clock_timestamp())
   AND n.crashes + (n.state = 'sending')::int < %(crashes)s
RETURNING n.id, n.key, n.kind, n.recipient_id, u.name, u.email, n.message_id, n.language,
          n.title, n.text, n.content::text, n.attempts
"""

# Why a row could not be claimed, for the one holding its lease.
PUT_ASIDE = """
UPDATE notices_notice n SET owner = '', lease_until = NULL,
       crashes = n.crashes + (n.state = 'sending')::int,
       maybe_double = n.maybe_double OR (n.state = 'sending' AND NOT %(in_database)s),
       state = CASE WHEN NOT u.is_active OR %(stale)s THEN 'superseded'
                    WHEN n.not_after <= clock_timestamp() THEN 'expired'
                    WHEN n.crashes + (n.state = 'sending')::int >= %(crashes)s THEN 'dead'
                    ELSE n.state END,
       error_code = CASE WHEN NOT u.is_active THEN 'inactive' WHEN %(stale)s THEN 'changed'
                         WHEN n.not_after <= clock_timestamp() THEN 'too-late'
                         WHEN n.crashes + (n.state = 'sending')::int >= %(crashes)s THEN 'crashed'
                         ELSE n.error_code END
  FROM accounts_user u
 WHERE n.id = %(id)s AND u.id = n.recipient_id
   AND n.owner = %(owner)s AND n.lease_until > clock_timestamp()
   AND n.state IN ('due', 'retry', 'sending')
RETURNING n.state
"""

SENT = """
UPDATE notices_notice SET state = 'sent', sent_at = clock_timestamp(), owner = '', lease_until = NULL,
       error_code = '', error = '', address = %(address)s
 WHERE id = ANY(%(ids)s::uuid[]) AND owner = %(owner)s AND state = 'sending'
"""

RETRY = """
UPDATE notices_notice SET state = 'retry', owner = '', lease_until = NULL,
       error_code = %(code)s, error = %(error)s, maybe_double = maybe_double OR %(left)s,
       next_try_at = LEAST(clock_timestamp() + make_interval(secs => %(delay)s),
                           COALESCE(not_after, 'infinity'))
 WHERE id = %(id)s AND owner = %(owner)s AND state = 'sending'
"""

FAILED = """
UPDATE notices_notice SET state = 'failed', owner = '', lease_until = NULL,
       error_code = %(code)s, error = %(error)s, maybe_double = maybe_double OR %(left)s
 WHERE id = %(id)s AND owner = %(owner)s AND state = 'sending'
"""


ERROR_LENGTH = 300


@dataclass(frozen=True)
class Leased:
    """A row that this process may try: its key and what it tells about."""

    id: str
    subject_type: str
    subject_id: str
    subject_version: int | None


def stale_among(batch: list[Leased]) -> set[str]:
    """The ids of those whose subject has moved on to another version, or is gone; a query per model."""
    by_model = defaultdict(list)
    for leased in batch:
        if leased.subject_version is not None:
            by_model[leased.subject_type].append(leased)
    stale = set()
    for label, leased_rows in by_model.items():
        subjects = apps.get_model(label)._base_manager.filter(pk__in={row.subject_id for row in leased_rows})
        versions = {str(key): version for key, version in subjects.values_list("pk", "version")}
        stale |= {row.id for row in leased_rows if versions.get(row.subject_id) != row.subject_version}
    return stale


class Hold:
    """One delivering process and one channel: every statement names its owner."""

    def __init__(self, *, owner: str, channel: Channel):
        self.channel = channel
        self.values = {
            "owner": owner,
            "channel": channel.code,
            "in_database": channel.in_database,
            "lease": settings.NOTICE_LEASE_SECONDS,
            "crashes": MAX_CRASHES,
            "paused": settings.NOTICES_PAUSED,
        }

    def lease(self, limit: int) -> list[Leased]:
        """Take up to `limit` due rows that nobody holds, oldest first.

        Raises `RuntimeError` inside a transaction: what leaves the house must not hang on a commit.
        """
        with transaction.atomic(durable=True):
            rows = self._rows(LEASE, limit=limit)
        rows.sort(key=lambda row: (row[-1], str(row[0])))
        return [Leased(str(row[0]), *row[1:-1]) for row in rows]

    def claim(self, batch: list[Leased]) -> list[Outgoing]:
        """Mark these rows as being sent and count the attempt; those missing may not be sent (any more)."""
        stale = stale_among(batch)
        ids = [leased.id for leased in batch if leased.id not in stale]
        rows = self._rows(CLAIM, ids=ids) if ids else []
        return [Outgoing(str(row[0]), *row[1:10], json.loads(row[10]), row[11]) for row in rows]

    def put_aside(self, leased: Leased) -> str:
        """Say in the row why it is not sent: too late, replaced, given up. "" where it is another's."""
        rows = self._rows(PUT_ASIDE, id=leased.id, stale=bool(stale_among([leased])))
        return rows[0][0] if rows else ""

    def sent(self, outgoing: list[Outgoing], address: str = "") -> None:
        self._do(SENT, ids=[one.id for one in outgoing], address=address)

    def retry(self, leased: Leased, trouble: Trouble, delay: float) -> str:
        self._do(RETRY, id=leased.id, delay=delay, **_reason(trouble))
        return NoticeState.RETRY

    def failed(self, leased: Leased, trouble: Trouble) -> str:
        self._do(FAILED, id=leased.id, **_reason(trouble))
        return NoticeState.FAILED

    def _rows(self, statement: str, **values) -> list[tuple]:
        with connection.cursor() as cursor:
            cursor.execute(statement, self.values | values)
            return cursor.fetchall()

    def _do(self, statement: str, **values) -> None:
        with connection.cursor() as cursor:
            cursor.execute(statement, self.values | values)


def _reason(trouble: Trouble) -> dict:
    words = " ".join(str(trouble).split())
    return {"code": trouble.code[:20] or "error", "error": words[:ERROR_LENGTH], "left": trouble.left}
