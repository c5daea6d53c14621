"""One search field over an event: guests, officers, letter numbers, flights. Never restricted fields."""

from dataclasses import dataclass

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from assignments.letters.models import Letter
from delegates.models import Delegation, Guest, Movement
from officers.models import RosterEntry

MOST = 8


@dataclass(frozen=True)
class Hit:
    kind: str
    icon: str
    title: str
    detail: str
    url: str


def find(event, words: str, user) -> list[Hit]:
    """At most eight hits of each kind that `user` may see; too short a word finds nothing. Five queries."""
    words = words.strip()
    if len(words) < 2:
        return []
    return [
        hit
        for source in (_delegations, _guests, _officers, _letters, _flights)
        for hit in source(event, words, user)
    ]


def _delegations(event, words, user):
    rows = (
        Delegation.objects.visible_to(user)
        .filter(event=event)
        .filter(Q(name__icontains=words) | Q(code__icontains=words))
    )
    for row in rows.select_related("tier")[:MOST]:
        yield Hit(
            _("Delegation"),
            "flag",
            str(row),
            row.tier.name,
            reverse("delegates:delegation-detail", args=[row.pk]),
        )


def _guests(event, words, user):
    rows = (
        Guest.objects.visible_to(user)
        .filter(delegation__event=event)
        .filter(Q(full_name__icontains=words) | Q(spoken_name__icontains=words))
    )
    for row in rows.select_related("delegation")[:MOST]:
        yield Hit(
            _("Guest"),
            "person",
            str(row),
            f"{row.delegation} · {row.position}",
            reverse("delegates:delegation-detail", args=[row.delegation_id]),
        )


def _officers(event, words, user):
    rows = (
        RosterEntry.objects.visible_to(user)
        .filter(event=event)
        .filter(Q(officer__name__icontains=words) | Q(officer__agency__name__icontains=words))
    )
    for row in rows.select_related("officer__agency")[:MOST]:
        yield Hit(
            _("Officer"),
            "person-badge",
            str(row.officer),
            row.officer.agency.name,
            reverse("officers:officer-detail", args=[row.officer_id]),
        )


def _letters(event, words, user):
    rows = Letter.objects.visible_to(user).filter(event=event, entry__number__icontains=words)
    for row in rows.select_related("entry")[:MOST]:
        yield Hit(
            _("Letter"),
            "envelope-paper",
            row.number,
            row.get_state_display(),
            reverse("letters:letter-detail", args=[row.pk]),
        )


def _flights(event, words, user):
    rows = (
        Movement.objects.visible_to(user)
        .standing()
        .filter(delegation__event=event, carrier_code__icontains=words)
    )
    for row in rows.select_related("delegation")[:MOST]:
        yield Hit(
            _("Flight"),
            "airplane",
            str(row),
            str(row.delegation),
            reverse("delegates:delegation-detail", args=[row.delegation_id]),
        )
