"""Keeping the reminder rows in step with the event: missing ones are written, unwanted ones go.

Runs every minute and after each publishing; running it again changes nothing.
"""

from collections import Counter, defaultdict
from datetime import datetime, timedelta
from uuid import UUID

from django.db import connection, transaction

from assignments.notices import services
from assignments.notices.channels import all_channels
from assignments.notices.drafts import Draft, Subject
from assignments.notices.facts import load_facts, load_rules
from assignments.notices.models import Notice, ReminderKind
from assignments.notices.planner import EventFacts, Planned, plan_reminders
from assignments.notices.reminder_texts import message_maker
from assignments.notices.states import WAITING_STATES, NoticeState
from events.models import Event, EventStage
from lo_portal.accounts.models import User

# Rows are written this long ahead; what is further away is planned when it comes near.
HORIZON = timedelta(days=7)
# A reminder whose time passed longer ago than this before its row existed is not sent at all.
GRACE = timedelta(minutes=10)
PLANNED_STAGES = [EventStage.PREPARATION, EventStage.LIVE]
WITHDRAWN_STATES = [NoticeState.SUPERSEDED, NoticeState.CANCELLED]


@transaction.atomic
def plan_event_reminders(*, event: Event, at: datetime) -> Counter:
    """Bring the reminders of `event` in step with its rows; returns how many were
    `written`, `revived`, `rewritten`, `superseded` (moved) and `cancelled` (its occasion is gone).

    The change that made them wanted or unwanted has its own audit line; this one writes none.
    """
    _one_at_a_time(event)
    return _plan(event, at)


def _plan(event: Event, at: datetime) -> Counter:
    facts = _facts_of(event)
    plan = plan_reminders(facts, load_rules(event), at)
    plan = {key: planned for key, planned in plan.items() if planned.due_at < at + HORIZON}
    known = _known(event, at)
    done = _withdraw(facts, plan, known)
    waiting, withdrawn = _outdated(plan, known, at)
    fresh = {
        key: planned for key, planned in plan.items() if key not in known and planned.due_at > at - GRACE
    }
    done["written"] = services.post_notices(drafts=_drafts(event, facts, fresh), by=None, at=at)
    done["rewritten"] = _rewrite(event, facts, plan, waiting, at)
    done["revived"] = _rewrite(event, facts, plan, withdrawn, at)
    return +done


def plan_all_reminders(*, at: datetime) -> Counter:
    """`plan_event_reminders` for every event that is being prepared or live, each in its transaction."""
    total = Counter()
    for event in Event.objects.filter(stage__in=PLANNED_STAGES):
        total.update(plan_event_reminders(event=event, at=at))
    return total


def plan_unattended_reminders(*, at: datetime) -> Counter:
    """As `plan_all_reminders`, without the events that somebody is planning right now.

    For those who have messages to deliver meanwhile: they do not queue behind each other's planning.
    """
    total = Counter()
    for event in Event.objects.filter(stage__in=PLANNED_STAGES):
        with transaction.atomic():
            if _nobody_else_plans(event):
                total.update(_plan(event, at))
    return total


def _facts_of(event: Event) -> EventFacts:
    return load_facts(event) if event.stage in PLANNED_STAGES else EventFacts(event.timezone)


def _one_at_a_time(event: Event) -> None:
    """Two planners of one event take turns; the lock ends with the transaction."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"plan:{event.pk}"])


def _nobody_else_plans(event: Event) -> bool:
    """Take the lock of `_one_at_a_time` where it is free."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(hashtextextended(%s, 0))", [f"plan:{event.pk}"])
        return cursor.fetchone()[0]


def _known(event: Event, at: datetime) -> dict[str, list[Notice]]:
    """The event's reminder rows that still matter, by thread."""
    rows = Notice.objects.filter(event=event, kind__in=ReminderKind.values, not_after__gt=at)
    known = defaultdict(list)
    for row in rows.only(
        "thread", "channel", "state", "subject_type", "subject_id", "fingerprint", "muted_at"
    ):
        known[row.thread].append(row)
    return known


def _missing(plan: dict, known: dict, at: datetime) -> dict[str, Planned]:
    """What is wanted and has no row yet by one of the channels that reach the person today."""
    wanted = {key: planned for key, planned in plan.items() if planned.due_at > at - GRACE}
    reached = defaultdict(set)
    people = {UUID(planned.recipient) for planned in wanted.values()}
    for code, channel in all_channels().items():
        for person in channel.reaches(people):
            reached[str(person)].add(code)
    return {
        key: planned
        for key, planned in wanted.items()
        if reached[planned.recipient] - {row.channel for row in known.get(key, ())}
    }


def _withdraw(facts: EventFacts, plan: dict, known: dict) -> Counter:
    """Rows that nobody wants any more: moved (its occasion stands) or cancelled (it does not)."""
    standing = {occasion.subject for occasion in facts.occasions}
    gone = defaultdict(list)
    for thread, rows in known.items():
        if thread in plan:
            continue
        for row in rows:
            if row.state in WAITING_STATES:
                moved = f"{row.subject_type}/{row.subject_id}" in standing
                gone[NoticeState.SUPERSEDED if moved else NoticeState.CANCELLED].append(row.pk)
    return Counter(
        {
            str(state): Notice.objects.filter(pk__in=keys)
            .waiting()
            .move_to(state, owner="", lease_until=None)
            for state, keys in gone.items()
        }
    )


def _outdated(plan: dict, known: dict, at: datetime) -> tuple[dict, dict]:
    """Wanted rows whose words no longer hold, and wanted rows that were withdrawn (by nobody's hand)."""
    waiting, withdrawn = {}, {}
    for thread in plan.keys() & known.keys():
        planned = plan[thread]
        for row in known[thread]:
            if row.state in WAITING_STATES and row.fingerprint != planned.occasion.fingerprint:
                waiting[row.pk] = thread
            if row.state in WITHDRAWN_STATES and row.muted_at is None and planned.due_at > at - GRACE:
                withdrawn[row.pk] = thread
    return waiting, withdrawn


def _rewrite(event: Event, facts: EventFacts, plan: dict, rows: dict, at: datetime) -> int:
    """Write today's words into these rows and queue them."""
    if not rows:
        return 0
    drafts = list(_drafts(event, facts, {thread: plan[thread] for thread in rows.values()}))
    today = {row.key: row for row in services.build_rows(drafts, at)}
    states = [*WAITING_STATES, *WITHDRAWN_STATES]
    held = Notice.objects.select_for_update().filter(pk__in=rows, state__in=states)
    again = [row for row in held if row.key in today]
    for row in again:
        for name in _WORDS:
            setattr(row, name, getattr(today[row.key], name))
    Notice.objects.bulk_update(again, _WORDS, batch_size=500)
    return Notice.objects.filter(pk__in=[row.pk for row in again]).move_to(NoticeState.DUE, **services.FRESH)


_WORDS = [
    "title",
    "text",
    "content",
    "language",
    "fingerprint",
    "subject_version",
    "next_try_at",
    "not_after",
]


def _drafts(event: Event, facts: EventFacts, plan: dict[str, Planned]):
    people = {str(user.pk): user for user in User.objects.filter(pk__in={p.recipient for p in plan.values()})}
    make = message_maker(facts.zone)
    for planned in plan.values():
        occasion, person = planned.occasion, people[planned.recipient]
        yield Draft(
            kind=planned.kind,
            recipient=person,
            subject=Subject(*occasion.subject.split("/")),
            event=event,
            message=make(occasion, person.language),
            due_at=planned.due_at,
            not_after=planned.not_after,
            subject_version=occasion.version,
            fingerprint=occasion.fingerprint,
        )
