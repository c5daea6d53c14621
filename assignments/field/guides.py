"""Which guide holds for an event, and what pages show of it. Nothing here writes."""

from dataclasses import dataclass
from datetime import datetime

from assignments.duty.sheet import DelegationPart, Sheet
from assignments.field import checklists, standard
from assignments.field.models import Acknowledgement, ChecklistTick, FieldGuide
from assignments.models import Assignment
from delegates.models import Delegation
from events.models import Event
from lo_portal.access import matrix
from officers.models import Officer


def guide_of(event: Event) -> FieldGuide:
    """The event's own, else the bureau's, else the one delivered with the portal (not stored)."""
    return FieldGuide.objects.of_event(event).first() or FieldGuide(**standard.TEXTS)


def own_guide(event: Event) -> FieldGuide | None:
    return FieldGuide.objects.filter(event=event).first()


@dataclass(frozen=True)
class PointList:
    """One text of the guide as its heading and points."""

    title: str
    points: list[str]


def lists_of(guide: FieldGuide, *names: str) -> list[PointList]:
    """The guide's texts, all of them unless some are named."""
    return [
        PointList(FieldGuide._meta.get_field(name).verbose_name, guide.points(name))
        for name in names or standard.TEXTS
    ]


@dataclass(frozen=True)
class DelegationLists:
    """A delegation that the officer serves, with the checklists of its team."""

    part: DelegationPart
    lists: list[checklists.Checklist]


@dataclass(frozen=True)
class GuidePage:
    """What the phone's guide shows. `agreed`: the agreement to the code of conduct, or None."""

    guide: FieldGuide
    delegations: list[DelegationLists]
    agreed: Acknowledgement | None

    @property
    def conduct(self) -> list[str]:
        return self.guide.points("conduct")

    @property
    def cards(self) -> list["PointList"]:
        return [card for card in lists_of(self.guide, "etiquette", "local_facts") if card.points]


def guide_page(event: Event, user, sheet: Sheet, at: datetime) -> GuidePage:
    """The guide with the team's ticks in three queries."""
    guide, now = guide_of(event), checklists.phase_now(sheet, at)
    served = [part for part in sheet.delegations if part.kind == "primary"]
    ticks: dict = {part.key: {} for part in served}
    rows = ChecklistTick.objects.filter(delegation__in=ticks).select_related("ticked_by")
    for tick in rows:
        ticks[str(tick.delegation_id)][tick.phase, tick.point] = tick
    return GuidePage(
        guide=guide,
        delegations=[
            DelegationLists(part, checklists.checklists_of(guide, ticks[part.key], now)) for part in served
        ],
        agreed=Acknowledgement.objects.of(user).filter(event=event).first(),
    )


@dataclass(frozen=True)
class Agreement:
    """An officer who serves in the event, and since when the code of conduct is agreed to."""

    officer: object
    agreed: Acknowledgement | None
    may_call: bool


def agreements(event: Event, user) -> list[Agreement]:
    """Everybody who holds a duty of the event, those who have not agreed first; two queries,
    three for somebody who does not see every phone.

    Whose phone `user` may see is said in the access table: coordinators see those of their own delegations.
    """
    agreed = {one.officer_id: one for one in Acknowledgement.objects.filter(event=event)}
    held = (
        Assignment.objects.of_event(event).held().exclude(offered_at=None).select_related("officer__agency")
    )
    officers = {one.officer_id: one.officer for one in held}
    callable_ones = _callable(event, user, held)
    found = [Agreement(officer, agreed.get(key), key in callable_ones) for key, officer in officers.items()]
    return sorted(found, key=lambda one: (one.agreed is not None, one.officer.name))


def _callable(event: Event, user, held) -> set:
    """Keys of the officers whose phone `user` sees."""
    if matrix.sights(user, Officer, "phone"):
        return {one.officer_id for one in held}
    if not matrix.sights(user, Officer, "phone", "group"):
        return set()
    own = set(Delegation.objects.visible_to(user).filter(event=event).values_list("pk", flat=True))
    return {one.officer_id for one in held if one.delegation_id in own}
