"""Verbs of reminder rules. After each of them the event's reminders are planned again."""

from datetime import datetime, time

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from assignments.notices import reminders
from assignments.notices.models import ReminderProfile
from assignments.notices.planner import DEFAULT_RULES
from events.models import Event, TierPolicy
from lo_portal.audit import trail
from lo_portal.refusals import Refused


@transaction.atomic
def add_reminder_rule(
    *,
    event: Event,
    kind: str,
    by,
    at: datetime,
    tier: TierPolicy | None = None,
    days_before: int | None = None,
    clock: time | None = None,
    minutes_before: int | None = None,
) -> ReminderProfile:
    """Remind once more. The house's defaults become the event's own rules first, so none is lost.

    Raises `Refused` when the rule is there already.
    """
    if tier is None:
        _adopt_defaults(event, kind)
    facts = {"kind": kind, "tier": tier, "days_before": days_before, "clock": clock}
    rule, created = ReminderProfile.objects.get_or_create(event=event, minutes_before=minutes_before, **facts)
    if not created:
        raise Refused(_("This reminder is already there."), code="rule_exists")
    trail.record("reminder_rule.added", on=rule, by=by, at=at)
    reminders.plan_event_reminders(event=event, at=at)
    return rule


@transaction.atomic
def switch_reminder_rule(*, rule: ReminderProfile, is_active: bool, by, at: datetime) -> None:
    """Let a rule rest, or wake it."""
    ReminderProfile.objects.filter(pk=rule.pk).update(is_active=is_active)
    trail.record("reminder_rule.switched", on=rule, by=by, at=at, detail={"is_active": is_active})
    reminders.plan_event_reminders(event=rule.event, at=at)


@transaction.atomic
def remove_reminder_rule(*, rule: ReminderProfile, by, at: datetime) -> None:
    """Take a rule away. Raises `Refused` for the last one for all tiers: without it the defaults return."""
    same = ReminderProfile.objects.filter(event=rule.event, kind=rule.kind, tier=None)
    if rule.tier_id is None and same.count() == 1:
        raise Refused(_("The last reminder cannot be removed. Switch it off instead."), code="last_rule")
    trail.record("reminder_rule.removed", on=rule, by=by, at=at)
    rule.delete()
    reminders.plan_event_reminders(event=rule.event, at=at)


@transaction.atomic
def adopt_default_rules(*, event: Event, kind: str, by, at: datetime) -> None:
    """Make the house's defaults the event's own rules, to be changed one by one."""
    if _adopt_defaults(event, kind):
        trail.record("reminder_rules.adopted", on=event, by=by, at=at, detail={"kind": kind})


def _adopt_defaults(event: Event, kind: str) -> bool:
    if ReminderProfile.objects.filter(event=event, kind=kind, tier=None).exists():
        return False
    ReminderProfile.objects.bulk_create(
        ReminderProfile(
            event=event,
            kind=kind,
            days_before=rule.days_before,
            clock=rule.clock,
            minutes_before=rule.minutes_before,
        )
        for rule in DEFAULT_RULES
        if rule.kind == kind
    )
    return True
