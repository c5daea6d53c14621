"""The day's timeline: agenda, arrivals and departures of one day, with the line of now."""

from datetime import date, datetime, time, timedelta

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from delegates.models import Movement, MovementKind
from events.models import AgendaItem
from lo_portal import formats, ui


def day_rows(event, day: date, now: datetime) -> tuple[ui.TimelineRow, ...]:
    """Everything of `day` in the event's zone in order of time. Two queries."""
    starts_at = datetime.combine(day, time.min, event.zone)
    ends_at = starts_at + timedelta(days=1)
    rows = [(item.starts_at, _agenda_row(item, event, now)) for item in _agenda(event, starts_at, ends_at)]
    rows += [(leg.at, _leg_row(leg, event, now)) for leg in _legs(event, starts_at, ends_at)]
    if starts_at <= now < ends_at and rows:
        rows.append((now, ui.TimelineRow(time=formats.clock(now, event.zone, get_language()), now=True)))
    return tuple(row for _at, row in sorted(rows, key=lambda pair: pair[0]))


def day_pills(event, day: date, url: str) -> tuple[ui.Pill, ...]:
    """Today's neighbours to choose from: from the day before the event to the day after it."""
    first = min(day, event.starts_on - timedelta(days=1))
    days = [first + timedelta(days=n) for n in range((event.ends_on - first).days + 1)]
    shown = [one for one in days if one >= day][:4] or days[-4:]
    lang = get_language()
    return tuple(
        ui.Pill(label=formats.short_day(one, lang), url=f"{url}?day={one}", current=one == day)
        for one in shown
    )


def _agenda(event, starts_at, ends_at):
    return (
        AgendaItem.objects.standing()
        .filter(event=event)
        .overlapping(starts_at, ends_at)
        .select_related("venue")
    )


def _legs(event, starts_at, ends_at):
    return (
        Movement.objects.standing()
        .with_instant()
        .filter(delegation__event=event, instant__gte=starts_at, instant__lt=ends_at)
        .select_related("delegation__tier", "vehicle")
    )


def _agenda_row(item, event, now) -> ui.TimelineRow:
    return ui.TimelineRow(
        time=formats.clock(item.starts_at, event.zone, get_language()),
        title=item.title,
        detail=str(item.venue or ""),
        past=item.ends_at <= now,
        aside=item.dress_code,
    )


def _leg_row(leg, event, now) -> ui.TimelineRow:
    arrives = leg.kind == MovementKind.ARRIVAL
    words = _("%(delegation)s arrives") if arrives else _("%(delegation)s leaves")
    moved = leg.at != leg.scheduled_at
    lang = get_language()
    return ui.TimelineRow(
        time=formats.clock(leg.at, event.zone, lang),
        title=words % {"delegation": leg.delegation.name},
        detail=" · ".join(part for part in (leg.delegation.code, leg.carrier_code, leg.pickup_point) if part),
        kind="arrival" if arrives else "departure",
        past=leg.at <= now,
        mark=ui.Mark(
            "wait",
            "clock-history",
            _("was %(time)s") % {"time": formats.clock(leg.scheduled_at, event.zone, lang)},
        )
        if moved
        else None,
        url=reverse("delegates:delegation-detail", args=[leg.delegation_id]),
    )
