"""A list with restricted fields takes two: one asks and says why, another releases or refuses.

Only a released one becomes work and a file; a request that nobody decides within a day is over. That the
two are different people, and that nothing is made unreleased, the database holds too.
"""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.http import QueryDict
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _

from lo_portal.audit import trail
from lo_portal.exports import services
from lo_portal.exports.listing import Ask, Found, Listing
from lo_portal.exports.models import Decision, Export
from lo_portal.refusals import Conflict, Refused

WAITS = timedelta(hours=24)


@transaction.atomic
def ask_for_export(
    listing: Listing, *, kind: str, event, query: QueryDict, by, at: datetime, reason: str
) -> Export:
    """Store the wish and tell the others of the bureau; the same wish while it waits is the one before.

    Raises `Refused` where nothing restricted is had.
    """
    found = Found(listing, Ask(by, event, query, at))
    fields = listing.restricted_for(found.ask)
    if not fields:
        raise Refused(_("This list has no restricted fields for you."), code="nothing_restricted")
    export = services.export_of(found, kind, at, restricted=True, reason=reason, asked_until=at + WAITS)
    same = {name: getattr(export, name) for name in ("owner", "listing", "kind", "event_id", "query")}
    if waiting := Export.objects.waiting(at).filter(**same).first():
        return waiting
    export.save()
    detail = {
        "list": listing.key, "kind": kind, "reason": reason,
        "fields": ", ".join(one.restricted for one in fields),
    }  # fmt: skip
    if export.query:
        detail["filter"] = export.query
    trail.record("export.requested", on=export, by=by, at=at, detail=detail)
    _tell(export, at)
    return export


@transaction.atomic
def release_export(*, export: Export, by, at: datetime) -> Export:
    """The second person says yes: the work begins. Raises `Conflict` when somebody was faster."""
    held = _undecided(export, at)
    held.decision, held.decided_by, held.decided_at = Decision.RELEASED, by, at
    services.start_work(held, services.found_of(held, at))
    trail.record("export.released", on=held, by=by, at=at, detail={"asked_by": str(held.owner)})
    _tell(held, at)
    return held


@transaction.atomic
def refuse_export(*, export: Export, reason: str, by, at: datetime) -> Export:
    """The second person says no, and why. Raises `Conflict` when somebody was faster."""
    held = _undecided(export, at)
    held.decision, held.decided_by, held.decided_at, held.refusal = Decision.REFUSED, by, at, reason
    held.save()
    detail = {"asked_by": str(held.owner), "reason": reason}
    trail.record("export.refused", on=held, by=by, at=at, detail=detail)
    _tell(held, at)
    return held


def _undecided(export: Export, at: datetime) -> Export:
    """The row, locked: of two people who decide at once one finds it decided."""
    held = Export.objects.select_for_update(of=("self",)).select_related("owner").get(pk=export.pk)
    if held.decision:
        raise Conflict(
            _("%(person)s decided this request already.") % {"person": held.decided_by or "–"},
            code="decided",
        )
    if not held.is_waiting(at) or held.owner is None:
        raise Refused(
            _("The request is over: nobody decided it within 24 hours. It can be asked again."),
            code="over",
        )
    return held


def _tell(export: Export, at: datetime) -> None:
    """The rooms above write the messages; see `settings.EXPORT_TELLING`."""
    import_string(settings.EXPORT_TELLING)(export, at=at)
