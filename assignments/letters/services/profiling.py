"""Profiles: a new one, or a change. What letters were issued under is never rewritten."""

from datetime import datetime
from zoneinfo import ZoneInfo

from django.db import transaction
from django.utils.translation import gettext as _

from assignments.letters.models import LetterProfile
from lo_portal.audit import trail
from lo_portal.refusals import Refused


@transaction.atomic
def create_profile(*, values: dict, by, at: datetime) -> LetterProfile:
    """A profile that holds from `values["valid_from"]`. Raises `Refused` for a second one of that day."""
    return _created(values, by, at, "letter_profile.created")


@transaction.atomic
def change_profile(
    *, profile: LetterProfile, seen: int | None, values: dict, by, at: datetime
) -> LetterProfile:
    """Change a profile; one that a letter uses stays as it is and a new dated one takes over.

    The new one holds from the day given, or from today where that day is not after the old one's.
    Raises `Conflict` when somebody changed the profile meanwhile.
    """
    profile.claim_version(seen)
    if profile.letters.exists():
        LetterProfile.objects.filter(pk=profile.pk).update(version=profile.version)
        values = dict(values)
        if values["valid_from"] <= profile.valid_from:
            values["valid_from"] = at.astimezone(ZoneInfo(values["timezone"])).date()
        values.setdefault("logo", profile.logo)
        return _created(values, by, at, "letter_profile.succeeded")
    for name, value in values.items():
        setattr(profile, name, value)
    _demand_free_day(profile.name, profile.valid_from, profile)
    profile.save()
    trail.record("letter_profile.changed", on=profile, by=by, at=at)
    return profile


def _created(values: dict, by, at: datetime, verb: str) -> LetterProfile:
    _demand_free_day(values["name"], values["valid_from"])
    profile = LetterProfile.objects.create(**values)
    trail.record(verb, on=profile, by=by, at=at)
    return profile


def _demand_free_day(name, day, profile=None) -> None:
    same = LetterProfile.objects.filter(name=name, valid_from=day)
    if profile is not None:
        same = same.exclude(pk=profile.pk)
    if same.exists():
        raise Refused(
            _("“%(name)s” already has a version that holds from %(day)s. Choose a later day.")
            % {"name": name, "day": f"{day:%d-%m-%Y}"},
            code="profile_day_taken",
        )
