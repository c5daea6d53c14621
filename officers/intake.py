"""What a list's row means in the verbs of this room: one officer taken in or changed, on a roster or not."""

from datetime import datetime

from django.db import transaction
from django.db.models.functions import Lower

from lo_portal.sheets.columns import normal
from officers import services
from officers.models import Agency, CompetencyRating, Officer, OfficerLanguage, RosterEntry

SKILLS = ("languages", "ratings")


def agency_named(name: str, *, by, at: datetime) -> Agency:
    """The agency of that name (any case, or its short name), made when it is new."""
    wanted = normal(name)
    found = Agency.objects.annotate(low=Lower("name")).filter(low=name.casefold()).first()
    if found is not None:
        return found
    for agency in Agency.objects.only("pk", "name", "short_name"):
        if wanted in (normal(agency.name), normal(agency.short_name)):
            return agency
    return services.create_agency(values={"name": name}, by=by, at=at)


@transaction.atomic
def take_officer(*, values: dict, by, at: datetime, officer: Officer | None = None) -> Officer:
    """Make an officer of a list's row, or set on `officer` what the row says.

    `values` are plain columns of Officer, with `agency` as a name, `languages`
    as {code: level} and `ratings` as {competency: 1-5}, the officer's own.
    What the row does not say stays. Raises Refused where the model says no.
    """
    plain = {k: v for k, v in values.items() if k not in SKILLS}
    if "agency" in plain:
        plain["agency"] = agency_named(plain["agency"], by=by, at=at)
    if officer is None:
        officer = services.create_officer(values=plain, by=by, at=at)
        _give_skills(officer, values.get("languages", {}), values.get("ratings", {}))
        return officer
    if plain:
        officer = services.change_officer(officer=officer, changes=plain, by=by, at=at)
    if values.get("languages"):
        known = {one.language: one.level for one in officer.languages.all()}
        services.set_languages(officer=officer, levels=known | values["languages"], by=by, at=at)
    if values.get("ratings"):
        services.rate_officer(officer=officer, rater="self", ratings=values["ratings"], by=by, at=at)
    return officer


def _give_skills(officer, languages, ratings):
    """All skills of a new officer in two statements: lists bring thousands."""
    OfficerLanguage.objects.bulk_create(
        OfficerLanguage(officer=officer, language=code, level=level) for code, level in languages.items()
    )
    CompetencyRating.objects.bulk_create(
        CompetencyRating(officer=officer, competency=key, self_rating=points)
        for key, points in ratings.items()
    )


@transaction.atomic
def take_on_roster(*, officer: Officer, event, values: dict, by, at: datetime) -> RosterEntry:
    """Put `officer` on the roster of `event`, or set role and briefing there."""
    entry = RosterEntry.objects.filter(event=event, officer=officer).first()
    if entry is None:
        return services.enrol_officer(event=event, officer=officer, values=values, by=by, at=at)
    return services.change_roster_entry(entry=entry, changes=values, by=by, at=at)
