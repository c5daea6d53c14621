"""Reading the bond: the slots of an event, who fills them, and how far each tier is covered."""

from collections import defaultdict
from dataclasses import dataclass, field

from django.db.models import Q

from assignments import tuning
from assignments.models import Assignment, AssignmentKind, AssignmentState
from delegates.models import Delegation
from officers.models import RosterEntry


@dataclass(frozen=True)
class Slot:
    """One officer's place beside a delegation; `number` counts from 1. Derived, never stored."""

    delegation: Delegation
    number: int
    primary: Assignment | None = None
    backup: Assignment | None = None
    declined: Assignment | None = None

    @property
    def code(self) -> str:
        return f"{self.delegation.code}/{self.number}"

    @property
    def state(self) -> str:
        """The primary's state, or "open"."""
        return self.primary.state if self.primary else "open"

    @property
    def is_open(self) -> bool:
        return self.primary is None


@dataclass
class TierCoverage:
    """How many slots of a tier are open, proposed, waiting and accepted."""

    tier: object
    total: int = 0
    open: int = 0
    proposed: int = 0
    offered: int = 0
    accepted: int = 0

    @property
    def filled(self) -> int:
        return self.total - self.open


@dataclass
class Coverage:
    """The event's slots counted once, over all tiers and per tier in order of rank."""

    total: int = 0
    open: int = 0
    proposed: int = 0
    offered: int = 0
    accepted: int = 0
    covered_delegations: int = 0
    delegations: int = 0
    tiers: list[TierCoverage] = field(default_factory=list)

    @property
    def filled(self) -> int:
        return self.total - self.open


def pairable_roster(event):
    """Roster entries of those who may be paired: officers, reserves, coordinators where the event allows."""
    steps_in = tuning.values(event)["coordinators_serve"]
    entries = RosterEntry.objects.standing() if steps_in else RosterEntry.objects.serving()
    return entries.filter(event=event)


def event_slots(event) -> list[Slot]:
    """Every slot of the standing delegations, tier by tier in precedence order. Three queries."""
    delegations = list(
        Delegation.objects.standing()
        .filter(event=event)
        .select_related("tier", "event")
        .order_by("tier__rank", "precedence", "code")
    )
    held, declined = _assignments_by_slot(event)
    return [
        Slot(
            delegation=delegation,
            number=number,
            primary=held.get((delegation.pk, number, AssignmentKind.PRIMARY)),
            backup=held.get((delegation.pk, number, AssignmentKind.BACKUP)),
            declined=declined.get((delegation.pk, number)),
        )
        for delegation in delegations
        for number in range(1, delegation.lo_required + 1)
    ]


def slots_seen(slots: list[Slot], user) -> list[Slot]:
    """Those of `slots` whose delegation the user may see. One query."""
    keys = {slot.delegation.pk for slot in slots}
    seen = set(Delegation.objects.visible_to(user).filter(pk__in=keys).values_list("pk", flat=True))
    return [slot for slot in slots if slot.delegation.pk in seen]


def coverage(slots: list[Slot]) -> Coverage:
    """Count the slots of `event_slots`."""
    result = Coverage(total=len(slots))
    tiers: dict = {}
    open_by_delegation: dict = defaultdict(int)
    for slot in slots:
        tier = tiers.setdefault(slot.delegation.tier_id, TierCoverage(slot.delegation.tier))
        tier.total += 1
        open_by_delegation[slot.delegation.pk] += slot.is_open
        for counter in (result, tier):
            setattr(counter, slot.state, getattr(counter, slot.state) + 1)
    result.tiers = list(tiers.values())
    result.delegations = len(open_by_delegation)
    result.covered_delegations = sum(1 for left in open_by_delegation.values() if not left)
    return result


def surplus(event) -> list[Assignment]:
    """Held assignments whose slot is gone: the delegation was cancelled or needs fewer officers."""
    return [
        assignment
        for assignment in Assignment.objects.of_event(event).held().with_people()
        if assignment.delegation.is_cancelled or assignment.slot > assignment.delegation.lo_required
    ]


def held_by_withdrawn(event) -> list[Assignment]:
    """Held assignments whose officer left the event's roster or the service since; by delegation."""
    left = RosterEntry.objects.filter(event=event).exclude(withdrawn_at=None).values("officer")
    return list(
        Assignment.objects.of_event(event)
        .held()
        .filter(Q(officer__in=left) | Q(officer__withdrawn_at__isnull=False))
        .with_people()
        .order_by("delegation__code", "slot")
    )


def unanswered(event) -> list[Assignment]:
    """Assignments whose officer has not answered, the longest waiting first."""
    return list(
        Assignment.objects.of_event(event)
        .filter(state=AssignmentState.OFFERED)
        .with_people()
        .order_by("offered_at")
    )


def _assignments_by_slot(event):
    held, declined = {}, {}
    rows = (
        Assignment.objects.of_event(event)
        .exclude(state=AssignmentState.RELEASED)
        .select_related("officer__agency")
        .order_by("updated_at")
    )
    for row in rows:
        if row.is_held:
            held[(row.delegation_id, row.slot, row.kind)] = row
        else:
            declined[(row.delegation_id, row.slot)] = row
    return held, declined
