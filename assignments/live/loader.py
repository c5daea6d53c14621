"""The board's one door to the tables: seven queries for any number of delegations."""

from collections import Counter, defaultdict
from datetime import datetime

from assignments.field import selectors as field
from assignments.field.models import Incident
from assignments.field.phases import Phase
from assignments.live.board import Column, Facts, Tap
from assignments.live.positions import attended_items, duties_of
from assignments.models import Assignment
from delegates.models import Delegation, Movement
from events.models import AgendaItem, Event
from officers.models import Officer

# Which column a step fills, by the kind of its leg.
COLUMNS: dict[tuple[str, str], Column] = {
    ("arrival", Phase.LANDED): Column.LANDED,
    ("arrival", Phase.LOUNGE): Column.MET,
    ("arrival", Phase.ON_ROAD): Column.MET,
    ("arrival", Phase.AT_HOTEL): Column.HOTEL,
    ("transfer", Phase.AT_VENUE): Column.AGENDA,
    ("agenda", Phase.AT_VENUE): Column.AGENDA,
    ("agenda", Phase.AT_HOTEL): Column.HOTEL,
    ("departure", Phase.ON_ROAD): Column.TO_AIRPORT,
    ("departure", Phase.LOUNGE): Column.TO_AIRPORT,
    ("departure", Phase.DEPARTED): Column.DEPARTED,
}


def load_facts(event: Event, user, at: datetime) -> list[Facts]:
    """What the board knows of every delegation that the user may see."""
    delegations = Delegation.objects.visible_to(user).standing().filter(event=event)
    return facts_of(event, delegations, field.open_incidents(event, user), at)


def facts_of(event: Event, delegations, incidents: list[Incident], at: datetime) -> list[Facts]:
    """What the board knows of these delegations; `incidents` are the open ones to count."""
    delegations = list(delegations.select_related("tier").order_by("code"))
    keys = [one.pk for one in delegations]
    movements = _grouped(
        Movement.objects.filter(delegation__in=keys, cancelled_at=None).order_by("scheduled_at"),
        "delegation_id",
    )
    agenda = list(
        AgendaItem.objects.filter(event=event, cancelled_at=None, for_officers=False)
        .select_related("venue")
        .prefetch_related("tiers")
        .order_by("starts_at")
    )
    attended = attended_items(event, delegations, movements, agenda)
    reports = field.reports_by_delegation(event)
    officers = _officers(keys)
    count = Counter(incident.delegation_id for incident in incidents)
    return [
        _facts(one, movements[one.pk], attended[one.pk], reports[one.pk], officers[one.pk], count[one.pk], at)
        for one in delegations
    ]


def _facts(delegation, movements, agenda, reports, officers, incidents: int, at: datetime) -> Facts:
    arrival = next((one for one in movements if one.kind == "arrival"), None)
    departure = next((one for one in reversed(movements) if one.kind == "departure"), None)
    item = next((one for one in agenda if one.ends_at > at), None)
    return Facts(
        key=str(delegation.pk),
        code=delegation.code,
        name=delegation.name,
        tier=delegation.tier,
        country=delegation.country.alpha3 if delegation.country else "",
        country_name=str(delegation.country.name) if delegation.country else "",
        arrives_at=arrival.at if arrival else None,
        departs_at=departure.at if departure else None,
        flight=arrival.carrier_code if arrival else "",
        agenda_at=item.starts_at if item else None,
        agenda_title=item.title if item else "",
        officers=tuple(officer.name for officer in officers),
        phone=str(officers[0].phone) if officers and officers[0].phone else "",
        duties=duties_of(delegation, movements, agenda, reports),
        taps=_taps(movements, reports),
        incidents=incidents,
    )


def _taps(movements, reports) -> tuple[Tap, ...]:
    kinds = {f"movement:{one.pk}": one.kind for one in movements}
    return tuple(
        Tap(
            column=COLUMNS.get((kinds.get(report.leg, "agenda"), report.phase)),
            at=report.tapped_at,
            label=report.get_phase_display(),
            officer=report.officer.name,
        )
        for report in reports
    )


def _officers(keys) -> dict[object, list[Officer]]:
    """Who serves, answered or not: after a replacement the new one has the phone that matters."""
    asked = Assignment.objects.held().primary().filter(delegation__in=keys, offered_at__isnull=False)
    found = defaultdict(list)
    for row in asked.select_related("officer").order_by("slot"):
        found[row.delegation_id].append(row.officer)
    return found


def _grouped(rows, name: str) -> dict:
    found = defaultdict(list)
    for row in rows:
        found[getattr(row, name)].append(row)
    return found
