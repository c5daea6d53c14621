"""Rows of this room in the shapes of the page components: filter bar and timeline."""

from datetime import date
from urllib.parse import urlencode

from django.http import HttpRequest, QueryDict
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from delegates.models import Delegation, MovementKind
from delegates.pages import DelegationFilter, DelegationRow, tallies
from events.models import Event
from lo_portal import formats, ui

NAMES = {"tier": "tier", "origin": "origin", "day": "day", "state": "state", "search": "q"}
KINDS = {MovementKind.ARRIVAL: "arrival", MovementKind.DEPARTURE: "departure"}


def chosen_filter(query: QueryDict) -> DelegationFilter:
    return DelegationFilter(**{name: query.get(key, "").strip() for name, key in NAMES.items()})


def filter_bar(
    request: HttpRequest, event: Event, rows: list[DelegationRow], chosen: DelegationFilter
) -> ui.FilterBar:
    action = reverse("delegates:delegation-list", args=[event.slug])
    counts = tallies(rows, event.zone)
    kept = {NAMES[name]: getattr(chosen, name) for name in NAMES if getattr(chosen, name)}

    def to(**changed) -> str:
        return f"{action}?{urlencode({name: one for name, one in (kept | changed).items() if one})}"

    tiers = [ui.Pill(_("All"), to(tier=""), len(rows), current=not chosen.tier)]
    tiers += [
        ui.Pill(tier.code, to(tier=tier.code), counts["tier"][tier.code], current=chosen.tier == tier.code)
        for tier in event.tiers.all()
    ]
    return ui.FilterBar(
        action=action,
        target="#delegations",
        search=chosen.search,
        search_label=_("Delegation, guest, flight"),
        groups=tuple(group for group in (tuple(tiers), _states(counts["state"], chosen.state, to)) if group),
        group_label=_("Tier"),
        selects=(_origins(counts["origin"], chosen.origin), _days(counts["day"], chosen.day)),
        kept={name: kept[name] for name in ("tier", "state") if name in kept},
        note=_("Order: tier, then precedence"),
    )


def _states(counts, chosen: str, to) -> tuple[ui.Pill, ...]:
    """Pills that switch themselves on and off; one without rows is left out."""
    return tuple(
        ui.Pill(label, to(state="" if chosen == state else state), counts[state], chosen == state, icon)
        for state, label, icon in (
            ("incomplete", _("Incomplete"), "exclamation-triangle"),
            ("cancelled", _("Cancelled"), "x-circle"),
        )
        if counts[state] or chosen == state
    )


def _origins(counts, chosen: str) -> ui.SelectFilter:
    choices = [ui.Choice("", _("Every origin"), not chosen)]
    choices += [ui.Choice(code, f"{code} ({n})", chosen == code) for code, n in sorted(counts.items())]
    return ui.SelectFilter("origin", _("Origin"), tuple(choices))


def _days(counts, chosen: str) -> ui.SelectFilter:
    choices = [ui.Choice("", _("Every day of arrival"), not chosen)]
    for iso, n in sorted(counts.items()):
        label = formats.short_day(date.fromisoformat(iso), get_language())
        choices.append(ui.Choice(iso, f"{label} ({n})", chosen == iso))
    return ui.SelectFilter("day", _("Day of arrival"), tuple(choices))


def timeline(delegation: Delegation, agenda: list, day, now) -> list[ui.TimelineRow]:
    """Movements and agenda of one day in time order, with the line of the present when it is today."""
    if day is None:
        return []
    zone, lang = delegation.event.zone, get_language()
    moments = [(item.starts_at, _item_row(item, zone, lang, now)) for item in agenda]
    moments += [(one.at, _movement_row(one, zone, lang, now)) for one in delegation.movements.all()]
    if formats.local_day(now, zone) == day:
        moments.append((now, ui.TimelineRow(time=formats.clock(now, zone, lang), now=True)))
    todays = [pair for pair in moments if formats.local_day(pair[0], zone) == day]
    return [row for _at, row in sorted(todays, key=lambda pair: pair[0])]


def _item_row(item, zone, lang, now) -> ui.TimelineRow:
    until = formats.clock(item.ends_at, zone, lang)
    place = item.venue.name if item.venue else _("place not known yet")
    parts = [place, _("until %(time)s") % {"time": until}, item.dress_code]
    if item.meet_at:
        parts.insert(1, _("be there %(time)s") % {"time": formats.clock(item.meet_at, zone, lang)})
    return ui.TimelineRow(
        time=formats.clock(item.starts_at, zone, lang),
        title=item.title,
        detail=" · ".join(part for part in parts if part),
        aside=_("by name") if item.by_name else "",
        past=item.ends_at <= now,
    )


def _movement_row(movement, zone, lang, now) -> ui.TimelineRow:
    way = "–".join(part for part in (movement.origin, movement.destination) if part)
    parts = [way, movement.lounge, movement.pickup_point, movement.vehicle.plate if movement.vehicle else ""]
    return ui.TimelineRow(
        time=formats.clock(movement.at, zone, lang),
        title=str(movement),
        detail=" · ".join(part for part in parts if part),
        kind=KINDS.get(movement.kind, "rest"),
        icon="" if movement.kind in KINDS else "car-front",
        past=movement.at <= now,
    )
