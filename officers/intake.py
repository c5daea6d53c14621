"""What a list's row means in the verbs of this room: one officer taken in or changed, on a roster or not."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models.functions import Lower

from lo_portal.audit import trail
from lo_portal.refusals import Refused
from lo_portal.sheets.columns import normal
from officers import services
from officers.models import Agency, CompetencyRating, Officer, OfficerLanguage, RosterEntry

SKILLS = ("languages", "ratings")
ROSTER = ("role", "briefed")
BATCH = 500


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
def change_by_list(*, officer: Officer, values: dict, by, at: datetime) -> Officer:
    """Set on `officer` what a list's row says; what the row does not say stays.

    `values` are plain columns of Officer, with `agency` as a name, `languages`
    as {code: level} and `ratings` as {competency: 1-5}, the officer's own.
    Raises Refused where the model says no.
    """
    plain = {k: v for k, v in values.items() if k not in SKILLS}
    if "agency" in plain:
        plain["agency"] = agency_named(plain["agency"], by=by, at=at)
    if plain:
        officer = services.change_officer(officer=officer, changes=plain, by=by, at=at)
    if values.get("languages"):
        known = {one.language: one.level for one in officer.languages.all()}
        services.set_languages(officer=officer, levels=known | values["languages"], by=by, at=at)
    if values.get("ratings"):
        services.rate_officer(officer=officer, rater="self", ratings=values["ratings"], by=by, at=at)
    return officer


@transaction.atomic
def take_officers(*, people: list[dict], event, by, at: datetime) -> list[Officer]:
    """New officers of a long list in few statements, on the roster of `event` (None: on none).

    `people` are values as in `change_by_list`, with `role` and `briefed` for the
    roster. Raises Refused where a field says no.
    """
    names = dict.fromkeys(values["agency"] for values in people)
    agencies = {name: agency_named(name, by=by, at=at) for name in names}
    officers = [_judged(values, agencies) for values in people]
    Officer.objects.bulk_create(officers, batch_size=BATCH)
    pairs = list(zip(officers, people, strict=True))
    _give_skills(pairs)
    if event is not None:
        entries = (
            RosterEntry(event=event, officer=officer, **_chosen(values, ROSTER)) for officer, values in pairs
        )
        RosterEntry.objects.bulk_create(entries, batch_size=BATCH)
    for officer in officers:
        trail.record("officer.created", on=officer, by=by, at=at, detail={"name": officer.name})
    return officers


def _judged(values, agencies):
    """An officer that its fields accept; the database keeps the promises between rows."""
    plain = {k: v for k, v in values.items() if k not in (*SKILLS, *ROSTER)}
    officer = Officer(**plain | {"agency": agencies[values["agency"]]})
    try:
        officer.clean_fields(exclude=["agency", "user"])
    except ValidationError as error:
        raise Refused(f"{officer}: {' '.join(error.messages)}", code="invalid") from error
    return officer


def _chosen(values, names):
    return {name: values[name] for name in names if values.get(name) is not None}


def _give_skills(pairs):
    """Languages and own ratings of new officers."""
    spoken = (
        OfficerLanguage(officer=officer, language=code, level=level)
        for officer, values in pairs
        for code, level in values.get("languages", {}).items()
    )
    OfficerLanguage.objects.bulk_create(spoken, batch_size=BATCH)
    rated = (
        CompetencyRating(officer=officer, competency=key, self_rating=points)
        for officer, values in pairs
        for key, points in values.get("ratings", {}).items()
    )
    CompetencyRating.objects.bulk_create(rated, batch_size=BATCH)


@transaction.atomic
def take_on_roster(*, officer: Officer, event, values: dict, by, at: datetime) -> RosterEntry:
    """Put `officer` on the roster of `event`, or set role and briefing there."""
    entry = RosterEntry.objects.filter(event=event, officer=officer).first()
    if entry is None:
        return services.enrol_officer(event=event, officer=officer, values=values, by=by, at=at)
    return services.change_roster_entry(entry=entry, changes=values, by=by, at=at)
