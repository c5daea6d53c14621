"""What a phone kept while it had no signal, taken in the order of its taps: one outcome for each.

An item is `{"type", "key", "at", ...}`; `at` and `sent_at` are milliseconds on the phone's clock.
"""

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime

from django.utils.translation import gettext as _

from assignments.duty import publishing
from assignments.duty import selectors as duty
from assignments.duty.models import DutySheet
from assignments.field import services
from assignments.field.clock import moment_of_tap
from assignments.field.models import IncidentKind, Severity
from assignments.letters import services as letters
from assignments.letters.models import LetterRow
from assignments.models import Assignment
from delegates.models import Delegation
from events.models import Event
from lo_portal import formats
from lo_portal.access import may
from lo_portal.refusals import Refused

MOST_ITEMS = 200


@dataclass(frozen=True)
class Outcome:
    """`state`: stored, known (it was here already) or refused with `sentence`."""

    key: str
    state: str
    sentence: str = ""


def take_all(items: list, sent_at: int, *, by, at: datetime) -> list[Outcome]:
    """Every item once, oldest first; what one of them is refused does not stop the others."""
    ordered = sorted((item for item in items[:MOST_ITEMS] if isinstance(item, dict)), key=_age)
    return [_take(item, sent_at, by, at) for item in ordered]


def _age(item: dict) -> tuple[float, str]:
    moment = item.get("at")
    return (moment if isinstance(moment, int | float) else 0, str(item.get("key")))


def _take(item: dict, sent_at: int, by, at: datetime) -> Outcome:
    key = str(item.get("key", ""))
    try:
        work = KINDS[item["type"]]
        tapped_at = moment_of_tap(_instant(item["at"]), _instant(sent_at), at)
        return work(item, uuid.UUID(key), tapped_at, by, at)
    except Refused as refusal:
        return Outcome(key, "refused", str(refusal.sentence))
    except (KeyError, TypeError, ValueError, OverflowError, AttributeError):
        return Outcome(key, "refused", _("This report could not be read. Write it again."))


def _instant(milliseconds) -> datetime:
    return datetime.fromtimestamp(float(milliseconds) / 1000, UTC)


def _tap(item: dict, key: uuid.UUID, tapped_at: datetime, by, at: datetime) -> Outcome:
    delegation = Delegation.objects.select_related("event").filter(pk=uuid.UUID(item["delegation"])).first()
    if delegation is None:
        raise Refused(_("This delegation is no longer in the plan."), code="delegation_gone")
    done = services.report_status(
        delegation=delegation, leg=str(item["leg"]), phase=str(item["phase"]), tap_key=key,
        tapped_at=tapped_at, by=by, at=at,
    )  # fmt: skip
    if done.is_new or done.report.tap_key == key:
        return Outcome(str(key), "stored" if done.is_new else "known")
    return Outcome(str(key), "known", already_sentence(done.report))


def already_sentence(report) -> str:
    """Who of the team reported the step before, and when."""
    return _("“%(step)s” was reported at %(time)s by %(who)s.") % {
        "step": report.get_phase_display(),
        "time": formats.time(report.tapped_at, report.event.timezone, "id"),
        "who": report.officer.name,
    }


def _incident(item: dict, key: uuid.UUID, tapped_at: datetime, by, at: datetime) -> Outcome:
    event, delegation = _scene(item, tapped_at, by, at)
    values = {
        "kind": IncidentKind(item["kind"]).value,
        "severity": Severity(item.get("severity") or "help").value,
        "place": str(item.get("place", ""))[:120],
        "description": str(item.get("description", ""))[:500],
    }
    services.report_incident(
        event=event, delegation=delegation, values=values, tap_key=key, happened_at=tapped_at, by=by, at=at
    )
    return Outcome(str(key), "stored")


def _scene(item: dict, tapped_at: datetime, by, at: datetime) -> tuple[Event, Delegation | None]:
    """Where help is wanted: a delegation that one serves, or the event where one serves none (a reserve)."""
    if not item.get("delegation"):
        sheet = duty.own_sheet(by, at=at, slug=str(item.get("event", "")))
        if sheet is None:
            raise Refused(_("You do not serve this event. Call the command post."), code="not_serving")
        return sheet.event, None
    found = Delegation.objects.select_related("event").filter(pk=uuid.UUID(item["delegation"])).first()
    if found is None:
        raise Refused(_("This delegation is no longer in the plan."), code="delegation_gone")
    services.demand_nearby(found, by, tapped_at)
    return found.event, found


def _read(item: dict, key: uuid.UUID, tapped_at: datetime, by, at: datetime) -> Outcome:
    sheet = DutySheet.objects.filter(pk=uuid.UUID(item["sheet"]), officer__user=by).first()
    if sheet is None:
        raise Refused(_("This duty sheet is not yours."), code="not_own_sheet")
    publishing.mark_sheet_read(sheet=sheet, by=by, at=max(tapped_at, sheet.published_at))
    return Outcome(str(key), "stored")


def _receive(item: dict, key: uuid.UUID, tapped_at: datetime, by, at: datetime) -> Outcome:
    row = LetterRow.objects.filter(pk=uuid.UUID(item["row"]), officer__user=by).first()
    if row is None:
        raise Refused(_("This letter does not name you."), code="not_named")
    letters.receive_letter(row=row, by=by, at=at)
    return Outcome(str(key), "stored")


def _tick(item: dict, key: uuid.UUID, tapped_at: datetime, by, at: datetime) -> Outcome:
    delegation = Delegation.objects.select_related("event").filter(pk=uuid.UUID(item["delegation"])).first()
    if delegation is None:
        raise Refused(_("This delegation is no longer in the plan."), code="delegation_gone")
    is_new = services.tick_point(
        delegation=delegation, phase=str(item["phase"]), point=str(item["point"]), done=bool(item["done"]),
        by=by, tapped_at=tapped_at, at=at,
    )  # fmt: skip
    return Outcome(str(key), "stored" if is_new else "known")


def _conduct(item: dict, key: uuid.UUID, tapped_at: datetime, by, at: datetime) -> Outcome:
    sheet = DutySheet.objects.filter(event__slug=str(item["event"]), officer__user=by)
    row = sheet.select_related("event", "officer").first()
    if row is None:
        raise Refused(_("This duty sheet is not yours."), code="not_own_sheet")
    services.acknowledge_conduct(event=row.event, officer=row.officer, by=by, tapped_at=tapped_at, at=at)
    return Outcome(str(key), "stored")


def _handover(item: dict, key: uuid.UUID, tapped_at: datetime, by, at: datetime) -> Outcome:
    assignment = Assignment.objects.select_related("delegation__event", "officer").filter(
        pk=uuid.UUID(item["assignment"])
    )
    found = assignment.first()
    if not may(by, "field.write_handover", found):
        raise Refused(_("You did not serve this delegation."), code="not_serving")
    services.write_handover(
        assignment=found, note=str(item["note"])[:2000], tap_key=key, by=by, tapped_at=tapped_at, at=at
    )
    return Outcome(str(key), "stored")


KINDS: dict[str, Callable[..., Outcome]] = {
    "tap": _tap,
    "incident": _incident,
    "read": _read,
    "receive": _receive,
    "tick": _tick,
    "conduct": _conduct,
    "handover": _handover,
}
