"""Verifying the chain of the trail: is every line as it was written, in its place, none gone too early?

Nothing of the database is believed but its rows: the hashes are computed here. Whoever can rewrite the
whole chain is found by a head that was noted elsewhere (`expect`): the mail of the night, the log, paper.
"""

import hashlib
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from django.db import connection

from lo_portal.audit.database import KEPT_DAYS, TABLES, line_text

START = "0" * 64
SHOWN = 50

_LINKS = f"""
SELECT l.position, l.digest, l.kind, l.entry_id, l.at, l.entry_digest,
       coalesce(CASE WHEN a.id IS NULL THEN NULL ELSE {line_text("A", "a")} END,
                CASE WHEN v.id IS NULL THEN NULL ELSE {line_text("V", "v")} END)
  FROM audit_link l
  LEFT JOIN audit_auditentry a ON l.kind = 'A' AND a.id = l.entry_id
  LEFT JOIN audit_viewentry v ON l.kind = 'V' AND v.id = l.entry_id
 ORDER BY l.position NULLS LAST
"""
_UNSEALED = """
SELECT e.id, e.at FROM {table} e LEFT JOIN audit_link l ON l.kind = '{kind}' AND l.entry_id = e.id
 WHERE l.id IS NULL ORDER BY e.id
"""


@dataclass(frozen=True)
class Head:
    """The last place of the chain; written "position:hash" outside of the database it proves the rest."""

    position: int
    digest: str

    def __str__(self):
        return f"{self.position}:{self.digest}"

    @classmethod
    def parse(cls, text: str) -> "Head":
        """Raises `ValueError` where the text is not "position:hash"."""
        position, _, digest = text.strip().partition(":")
        if len(digest) != len(START):
            raise ValueError(text)
        return cls(int(position), digest)


@dataclass
class Verdict:
    """What a verification found: lines read, lines pruned after their time, and where it breaks."""

    lines: int = 0
    pruned: int = 0
    head: Head = field(default_factory=lambda: Head(0, START))
    breaks: list[str] = field(default_factory=list)

    @property
    def sound(self) -> bool:
        return not self.breaks


def verify(*, at: datetime, expect: Head | None = None) -> Verdict:
    """Walk the whole chain. `at` decides which missing lines were old enough to be pruned."""
    verdict, due = Verdict(), at - timedelta(days=KEPT_DAYS)
    told = expect is None
    with connection.chunked_cursor() as cursor:
        cursor.execute(_LINKS)
        for position, digest, kind, key, when, entry_digest, text in cursor:
            where = f"{position} ({TABLES.get(kind, kind)} {key}, {when:%Y-%m-%d %H:%M} UTC)"
            if position is None:
                verdict.breaks.append(f"{where}: has no place in the chain")
                continue
            _check_line(verdict, where, entry_digest, text, when < due)
            anchors = verdict.head.position == 0 and position > 1 and text is None and when < due
            if not anchors:
                _check_place(verdict, where, position, digest, (kind, key, when, entry_digest))
            verdict.head = Head(position, digest)
            if expect is not None and expect.position == position:
                told = True
                if expect.digest != digest:
                    verdict.breaks.append(f"{where}: is not what was noted outside")
    if expect is not None and not told:
        _check_absent(verdict, expect)
    _check_unsealed(verdict)
    return verdict


def _check_line(verdict: Verdict, where: str, entry_digest: str, text: str | None, is_due: bool) -> None:
    if text is None:
        verdict.pruned += 1
        if not is_due:
            verdict.breaks.append(f"{where}: the line is gone before its time")
        return
    verdict.lines += 1
    if hashlib.sha256(text.encode()).hexdigest() != entry_digest:
        verdict.breaks.append(f"{where}: the line was altered")


def _check_place(verdict: Verdict, where: str, position: int, digest: str, link: tuple) -> None:
    kind, key, when, entry_digest = link
    if position != verdict.head.position + 1:
        verdict.breaks.append(f"{where}: places {verdict.head.position + 1} to {position - 1} are gone")
        return
    at = when.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%f")
    sealed = f"{verdict.head.digest}|{position}|{kind}|{key}|{at}|{entry_digest}"
    if hashlib.sha256(sealed.encode()).hexdigest() != digest:
        verdict.breaks.append(f"{where}: does not follow from the place before it")


def _check_absent(verdict: Verdict, expect: Head) -> None:
    """The noted place is not there: pruned at the old end is lawful, missing at the new end is not."""
    if expect.position > verdict.head.position:
        verdict.breaks.append(
            f"the chain ends at {verdict.head.position}; {expect.position} was noted outside"
        )


def _check_unsealed(verdict: Verdict) -> None:
    with connection.cursor() as cursor:
        for kind, table in TABLES.items():
            cursor.execute(_UNSEALED.format(kind=kind, table=table))
            verdict.breaks += [
                f"{table} {key}, {when:%Y-%m-%d %H:%M} UTC: is not in the chain" for key, when in cursor
            ]
