"""Writing the trail. Always inside the transaction of the verb it tells about."""

from datetime import datetime

from django.db import transaction

from lo_portal.audit.models import AuditEntry, ViewEntry


def record(verb: str, *, on, by, at: datetime, detail: dict | None = None) -> AuditEntry:
    """Add one line: `verb` is `noun.past_participle` ("letter.issued"), `by` None for the system.

    Raises `RuntimeError` outside a transaction: a line that could outlive its change would lie.
    """
    _demand_transaction()
    return AuditEntry.objects.create(verb=verb, at=at, detail=detail or {}, **_about(on, by))


def record_each(verb: str, *, on: list, by, at: datetime) -> None:
    """The same verb on many things: one line each, written in one statement."""
    _demand_transaction()
    AuditEntry.objects.bulk_create(AuditEntry(verb=verb, at=at, **_about(thing, by)) for thing in on)


def record_view(*, on, by, at: datetime, fields: list[str], reason: str = "") -> ViewEntry:
    """Add one line about a restricted record that was shown."""
    entry = view_of(on=on, by=by, at=at, fields=fields, reason=reason)
    entry.save(force_insert=True)
    return entry


def view_of(*, on, by, at: datetime, fields: list[str], reason: str = "") -> ViewEntry:
    """The line of `record_view`, not stored yet: a list stores all of its lines at once."""
    return ViewEntry(at=at, fields=fields, reason=reason[:300], **_about(on, by))


def record_views(views: list[ViewEntry]) -> None:
    """Store what `view_of` made, in one statement per few hundred."""
    _demand_transaction()
    ViewEntry.objects.bulk_create(views, batch_size=500)


def _about(subject, actor) -> dict:
    event = getattr(subject, "event", None)
    return {
        "actor": actor,
        "actor_name": str(actor) if actor is not None else "sistem",
        "subject_type": subject._meta.label_lower,
        "subject_id": str(subject.pk),
        "subject_label": str(subject)[:300],
        "event_id": event.pk if event is not None else None,
    }


def _demand_transaction() -> None:
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("audit.record() belongs inside the transaction of its verb")
