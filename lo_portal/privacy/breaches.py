"""The breach register: entering, telling, closing; who saw what; and the words of the notices."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _

from lo_portal import formats, rows
from lo_portal.audit import trail
from lo_portal.audit.models import ViewEntry
from lo_portal.privacy.models import Breach
from lo_portal.refusals import Refused

LOOK_BACK = timedelta(days=7)


@dataclass
class Viewer:
    """What one account saw of restricted records in a span of time."""

    name: str
    times: int = 0
    subjects: set[str] = field(default_factory=set)
    fields: set[str] = field(default_factory=set)


@transaction.atomic
def report_breach(*, values: dict, by, at: datetime) -> Breach:
    """Enter what became known; the clock runs from `noticed_at`."""
    if values["noticed_at"] > at:
        raise Refused(_("A breach cannot be noticed in the future."), code="future")
    breach, told = rows.add_row(Breach, {"reported_by": by, **values})
    trail.record("breach.reported", on=breach, by=by, at=at, detail=told)
    return breach


@transaction.atomic
def change_breach(*, breach: Breach, values: dict, by, at: datetime) -> Breach:
    breach, diff = rows.change_row(breach, values)
    if diff:
        trail.record("breach.changed", on=breach, by=by, at=at, detail=diff)
    return breach


@transaction.atomic
def close_breach(*, breach: Breach, by, at: datetime) -> Breach:
    """End it. Raises `Refused` before both the authority and the persons were told."""
    if not breach.is_told:
        raise Refused(_("Tell the authority and the persons concerned first."), code="not_told")
    breach, _diff = rows.change_row(breach, {"closed_at": at})
    trail.record("breach.closed", on=breach, by=by, at=at)
    return breach


def open_breaches():
    return Breach.objects.filter(closed_at=None)


def who_saw(breach: Breach) -> list[Viewer]:
    """Who opened restricted records from when it happened (or a week before) until it was noticed."""
    since = breach.happened_at or breach.noticed_at - LOOK_BACK
    viewers: dict[str, Viewer] = defaultdict(lambda: Viewer(""))
    for entry in ViewEntry.objects.filter(at__gte=since, at__lte=breach.noticed_at):
        viewer = viewers[entry.actor_name]
        viewer.name = entry.actor_name
        viewer.times += 1
        viewer.subjects.add(entry.subject_label)
        viewer.fields |= set(entry.fields)
    return sorted(viewers.values(), key=lambda viewer: -viewer.times)


def notice_texts(breach: Breach) -> dict[str, str]:
    """The two notices of UU 27/2022 art. 46, in Indonesian whatever the page's language."""
    clock = {
        name: formats.full(at, settings.TIME_ZONE) if at else ""
        for name, at in (
            ("happened", breach.happened_at),
            ("noticed", breach.noticed_at),
            ("due", breach.due_at),
        )
    }
    with translation.override("id"):
        return {
            name: render_to_string(f"privacy/breach_{name}.txt", {"breach": breach, **clock})
            for name in ("authority", "persons")
        }
