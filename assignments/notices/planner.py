"""Which reminders an event needs: a pure function of its facts. No rows, no clock, no settings."""

import hashlib
from dataclasses import dataclass, field
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

BRIEFING, DUTY = "briefing", "duty"


@dataclass(frozen=True)
class Rule:
    """Remind so many days before at a clock time of the event, or so many minutes before the start.

    `tier` None holds for every tier that has no rules of its own.
    """

    kind: str
    days_before: int | None = None
    clock: time | None = None
    minutes_before: int | None = None
    tier: str | None = None
    is_active: bool = True

    def due_at(self, starts_at: datetime, zone: ZoneInfo) -> datetime:
        """The instant, in UTC, for something that starts at `starts_at`."""
        if self.minutes_before is not None:
            return starts_at.astimezone(UTC) - timedelta(minutes=self.minutes_before)
        day = starts_at.astimezone(zone).date() - timedelta(days=self.days_before)
        return datetime.combine(day, self.clock, tzinfo=zone).astimezone(UTC)


# H-3 09.00, H-1 18.00 and two hours before a briefing; two hours and half an hour before a duty.
DEFAULT_RULES = (
    Rule(BRIEFING, days_before=3, clock=time(9)),
    Rule(BRIEFING, days_before=1, clock=time(18)),
    Rule(BRIEFING, minutes_before=120),
    Rule(DUTY, minutes_before=120),
    Rule(DUTY, minutes_before=30),
)


@dataclass(frozen=True)
class Called:
    """A person who must be there, and the tiers by which: their rules apply."""

    recipient: str
    tiers: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Occasion:
    """Something that people must be at. `starts_at` is when they must be there.

    `subject` is "app.model/key", `version` of that row; `form` ("item" or a kind of movement),
    `title`, `place` and `details` (code, text or instant) are what the message says.
    """

    kind: str
    subject: str
    version: int
    starts_at: datetime
    title: str
    form: str = "item"
    place: str = ""
    details: tuple[tuple[str, object], ...] = ()
    home_zone: str = ""
    called: tuple[Called, ...] = field(default=(), hash=False)

    @property
    def fingerprint(self) -> str:
        """Changes with anything that the message says."""
        said = (self.form, self.title, self.place, self.starts_at, self.details, self.home_zone, self.version)
        return hashlib.sha256(repr(said).encode()).hexdigest()[:16]


@dataclass(frozen=True)
class EventFacts:
    zone: str
    occasions: tuple[Occasion, ...] = ()


@dataclass(frozen=True)
class Planned:
    """One reminder of one person. It is worth nothing after `not_after`, the start."""

    kind: str
    recipient: str
    due_at: datetime
    not_after: datetime
    occasion: Occasion


def plan_reminders(facts: EventFacts, profiles: tuple[Rule, ...], now: datetime) -> dict[str, Planned]:
    """Every reminder still worth sending at `now`, by its key `kind:object:person:due`.

    `profiles` are the event's own rules; a kind without any follows `DEFAULT_RULES`. Reminders whose
    due time has passed are in the plan as long as the start lies ahead; none is due at or after it.
    """
    zone, plan = ZoneInfo(facts.zone), {}
    for occasion in facts.occasions:
        if occasion.starts_at <= now:
            continue
        due = _due_times(occasion, _by_tier(occasion.kind, profiles), zone)
        for called in occasion.called:
            for due_at in due(called):
                planned = Planned(occasion.kind, called.recipient, due_at, occasion.starts_at, occasion)
                plan[key_of(planned)] = planned
    return plan


def key_of(planned: Planned) -> str:
    """`kind:object:person:due`, the notice's key without its channel."""
    due = planned.due_at.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")
    return f"{planned.kind}:{planned.occasion.subject}:{planned.recipient}:{due}"


def rules_of(kind: str, profiles: tuple[Rule, ...]) -> tuple[Rule, ...]:
    """The event's rules of this kind, or the defaults where it has none for all tiers."""
    own = tuple(rule for rule in profiles if rule.kind == kind)
    if any(rule.tier is None for rule in own):
        return own
    return own + tuple(rule for rule in DEFAULT_RULES if rule.kind == kind)


def _by_tier(kind: str, profiles: tuple[Rule, ...]) -> dict[str | None, list[Rule]]:
    by_tier = {}
    for rule in rules_of(kind, profiles):
        by_tier.setdefault(rule.tier, []).append(rule)
    return by_tier


def _due_times(occasion: Occasion, by_tier: dict, zone: ZoneInfo):
    """A function `called -> due times`; people of the same tiers share one answer."""
    known: dict[frozenset, list[datetime]] = {}

    def due(called: Called) -> list[datetime]:
        if called.tiers not in known:
            groups = {tier if tier in by_tier else None for tier in called.tiers or {None}}
            rules = [rule for group in groups for rule in by_tier.get(group, ()) if rule.is_active]
            times = {rule.due_at(occasion.starts_at, zone) for rule in rules}
            known[called.tiers] = sorted(at for at in times if at < occasion.starts_at)
        return known[called.tiers]

    return due
