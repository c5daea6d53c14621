"""Verbs about what an officer can do and when the officer is away."""

from datetime import datetime

from django.db import transaction

from lo_portal import rows
from lo_portal.audit import trail
from officers.models import CompetencyRating, Leave, Officer, OfficerLanguage, Training

RATERS = {"self": "self_rating", "coordinator": "coordinator_rating"}


@transaction.atomic
def set_languages(*, officer: Officer, levels: dict[str, str], by, at: datetime) -> None:
    """Replace the officer's languages by `{ISO code: CEFR level}`."""
    old = {one.language: one.level for one in officer.languages.all()}
    if old == levels:
        return
    officer.languages.exclude(language__in=levels).delete()
    for code, level in levels.items():
        OfficerLanguage.objects.update_or_create(officer=officer, language=code, defaults={"level": level})
    told = [[f"{code} {level}" for code, level in sorted(one.items())] for one in (old, levels)]
    trail.record("officer.languages_set", on=officer, by=by, at=at, detail={"languages": told})


@transaction.atomic
def rate_officer(*, officer: Officer, rater: str, ratings: dict[str, int | None], by, at: datetime) -> None:
    """Set the seven ratings (1 to 5, None for not rated) of `rater`: "self" or "coordinator"."""
    column, diff = RATERS[rater], {}
    stored = {one.competency: one for one in officer.ratings.select_for_update()}
    for competency, points in ratings.items():
        row = stored.get(competency)
        old = getattr(row, column) if row is not None else None
        if old == points:
            continue
        diff[competency] = [old, points]
        if row is None:
            rows.add_row(CompetencyRating, {"officer": officer, "competency": competency, column: points})
        else:
            rows.change_row(row, {column: points})
    if diff:
        trail.record("officer.rated", on=officer, by=by, at=at, detail={"by": rater, **diff})


@transaction.atomic
def add_training(*, officer: Officer, values: dict, by, at: datetime) -> Training:
    training, told = rows.add_row(Training, {"officer": officer, **values})
    trail.record("training.added", on=training, by=by, at=at, detail=told)
    return training


@transaction.atomic
def remove_training(*, training: Training, by, at: datetime) -> None:
    trail.record("training.removed", on=training, by=by, at=at)
    training.delete()


@transaction.atomic
def add_leave(*, officer: Officer, values: dict, by, at: datetime) -> Leave:
    leave, told = rows.add_row(Leave, {"officer": officer, **values})
    trail.record("leave.added", on=leave, by=by, at=at, detail=told)
    return leave


@transaction.atomic
def remove_leave(*, leave: Leave, by, at: datetime) -> None:
    trail.record("leave.removed", on=leave, by=by, at=at)
    leave.delete()
