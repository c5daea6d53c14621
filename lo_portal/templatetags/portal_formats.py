"""Dates, times and numbers in templates: ``lo_portal.formats`` in the reader's language, the event's zone."""

from datetime import date, datetime

from django import template
from django.conf import settings
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import get_language

from lo_portal import formats

register = template.Library()

STYLES = {
    "full": formats.full,
    "time": formats.time,
    "clock": formats.clock,
    "day": lambda at, zone, lang: formats.day(formats.local_day(at, zone), lang),
    "long_day": lambda at, zone, lang: formats.long_day(formats.local_day(at, zone), lang),
    "short_day": lambda at, zone, lang: formats.short_day(formats.local_day(at, zone), lang),
}


def zone_of(context, event=None):
    """The zone to read times in: the one given, else of the request's event, else of the server."""
    if isinstance(event, str) and event:
        return event
    chosen = event or getattr(context.get("request"), "event", None) or context.get("event")
    return str(getattr(chosen, "timezone", "") or settings.TIME_ZONE)


def _now(context):
    now = context.get("now")
    return now if isinstance(now, datetime) else timezone.now()


@register.simple_tag(takes_context=True)
def when(context, at, event=None, style="compact"):
    """An instant as ``<time>``; a plain date in the same styles; nothing for no value."""
    if not at:
        return ""
    lang, zone = get_language(), zone_of(context, event)
    if not isinstance(at, datetime):
        shown = formats.short_day(at, lang) if style in ("compact", "short_day") else formats.day(at, lang)
    elif style == "compact":
        shown = formats.compact(at, zone, lang, now=_now(context))
    else:
        shown = STYLES[style](at, zone, lang)
    return format_html('<time datetime="{}">{}</time>', at.isoformat(), shown)


@register.simple_tag(takes_context=True)
def when_range(context, start, end=None, event=None):
    """``09.00–10.30 WIB``."""
    if not start:
        return ""
    shown = formats.time_range(start, end, zone_of(context, event), get_language())
    return format_html('<time datetime="{}">{}</time>', start.isoformat(), shown)


@register.simple_tag(takes_context=True)
def day_range(context, first, last, event=None):
    """``23–26 Nov 2022``; instants are read as days at the event's place."""
    if not first or not last:
        return ""
    zone = zone_of(context, event)
    days = [formats.local_day(at, zone) if isinstance(at, datetime) else at for at in (first, last)]
    return formats.day_range(*days, get_language())


@register.simple_tag(takes_context=True)
def home_time(context, at, home, place="", event=None):
    """The guest's own clock beside the event's; nothing where both show the same."""
    if not at or not home:
        return ""
    return formats.home_time(at, zone_of(context, event), str(home), get_language(), place=str(place))


@register.simple_tag(takes_context=True)
def countdown(context, at, event=None):
    """``H-3``, ``48 mnt lagi``, ``lewat 12 mnt``."""
    return formats.countdown(at, _now(context), zone_of(context, event), get_language()) if at else ""


@register.simple_tag(takes_context=True)
def day_count(context, on, event=None):
    """``H-3``, ``Hari-H``, ``H+1``."""
    if not on:
        return ""
    zone = zone_of(context, event)
    to = formats.local_day(on, zone) if isinstance(on, datetime) else on
    return formats.day_count(to, formats.local_day(_now(context), zone), get_language())


@register.simple_tag(takes_context=True)
def age(context, since):
    """``9 mnt``, ``3 j 10``; nothing for no value."""
    return formats.age(since, _now(context), get_language()) if since else ""


@register.simple_tag(takes_context=True)
def zone(context, at, event=None):
    """The name of the zone alone: ``WIB``."""
    return formats.zone_name(at, zone_of(context, event)) if at else ""


@register.filter
def clock(at, event=None):
    """``{{ at|clock:event }}`` -> ``09.00``."""
    return formats.clock(at, zone_of({}, event), get_language()) if at else ""


@register.filter
def compact(at, event=None):
    """``{{ at|compact:event }}`` -> ``Kam 24, 12.55``, whatever the day is today."""
    return formats.compact(at, zone_of({}, event), get_language()) if at else ""


@register.filter
def weekday(on: date):
    """``{{ on|weekday }}`` -> ``Kam 24``."""
    return formats.short_day(on, get_language()) if on else ""


@register.filter
def number(value, decimals=0):
    """``1.148``."""
    return "" if value in (None, "") else formats.number(value, get_language(), int(decimals))


@register.filter
def percent(ratio):
    """A ratio of 0 to 1 as ``91,7%``."""
    return "" if ratio in (None, "") else formats.percent(ratio, get_language())


@register.filter
def duration(minutes):
    """Minutes as ``3 j 10``."""
    return "" if minutes in (None, "") else formats.duration(float(minutes) * 60, get_language())


@register.filter
def phone(e164):
    """``0812-3456-7890``."""
    return formats.phone(e164)


@register.filter
def masked_phone(e164):
    """``0812-••••-7890``."""
    return formats.masked_phone(e164)


@register.filter
def whatsapp(e164):
    """Address of a WhatsApp chat; empty where the number is not international."""
    digits = formats.whatsapp(e164)
    return f"https://wa.me/{digits}" if digits else ""
