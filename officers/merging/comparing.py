"""Two officers side by side: for every field that differs, what each has and whose is taken by default."""

from dataclasses import dataclass

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from officers.merging import judging
from officers.models import Competency, Officer

# Columns that are chosen together, under the name of the first; the words are the column's own.
COLUMNS: tuple[tuple[str, ...], ...] = (
    ("name",), ("front_title",), ("back_title",), ("agency",), ("position",), ("identity_kind", "nip"),
    ("golongan",), ("service_rank",), ("sex",), ("phone",), ("office_phone",), ("email",), ("photo",),
    ("prior_events",), ("user",),
)  # fmt: skip
WORDS = {"identity_kind": gettext_lazy("service number"), "user": gettext_lazy("account")}


@dataclass(frozen=True)
class Choice:
    """One field on which the two differ: each one's words, and True where the other's is proposed."""

    key: str
    label: str
    kept: str
    other: str
    take_other: bool


@dataclass(frozen=True)
class Same:
    """One field on which both agree."""

    label: str
    words: str


def choices(kept: Officer, other: Officer) -> list[Choice]:
    """What a person has to choose; an empty field yields to a filled one by default."""
    return [*_columns(kept, other), *_languages(kept, other), *_ratings(kept, other)]


def agreed(kept: Officer, other: Officer) -> list[Same]:
    """Fields that both have alike, so that a reader sees that it is one person."""
    return [
        Same(label_of(names), words_of(kept, names))
        for names in COLUMNS
        if _value(kept, names) == _value(other, names) and words_of(kept, names) != "–"
    ]


def label_of(names: tuple[str, ...]) -> str:
    return str(WORDS.get(names[0]) or Officer._meta.get_field(names[0]).verbose_name)


def words_of(officer: Officer, names: tuple[str, ...]) -> str:
    """A field as a reader knows it; of a service number only the last four digits."""
    if names[0] == "identity_kind":
        kind = officer.get_identity_kind_display()
        return f"{kind} ••••{officer.nip[-4:]}" if officer.nip else kind
    if names[0] == "sex":
        return officer.get_sex_display() or "–"
    if names[0] == "photo":
        return _("has a photo") if officer.photo else "–"
    if names[0] == "user":
        return officer.user.email if officer.user_id else "–"
    value = getattr(officer, names[0])
    return getattr(value, "as_international", None) or str(value or "–")


def _columns(kept: Officer, other: Officer) -> list[Choice]:
    return [
        Choice(
            names[0],
            label_of(names),
            words_of(kept, names),
            words_of(other, names),
            not _value(kept, names[-1:])[0] and bool(_value(other, names[-1:])[0]),
        )
        for names in COLUMNS
        if _value(kept, names) != _value(other, names)
    ]


def _value(officer: Officer, names: tuple[str, ...]) -> tuple:
    return tuple(
        str(getattr(officer, name) or "") if name != "user" else str(officer.user_id or "") for name in names
    )


def _languages(kept: Officer, other: Officer) -> list[Choice]:
    """Languages that both speak, at different levels; what only one speaks is kept unasked."""
    mine = {one.language: one.level for one in kept.languages.all()}
    return [
        Choice(
            f"language-{one.language}",
            one.name,
            mine[one.language],
            one.level,
            one.level > mine[one.language],
        )
        for one in other.languages.all()
        if mine.get(one.language, one.level) != one.level
    ]


def _ratings(kept: Officer, other: Officer) -> list[Choice]:
    """Skills that both are rated in, differently."""
    mine = {one.competency: one for one in kept.ratings.all()}
    found = []
    for one in other.ratings.all():
        own = mine.get(one.competency)
        if own is not None and _points(own) != _points(one):
            label, take = str(Competency(one.competency).label), own.rating is None
            found.append(Choice(f"skill-{one.competency}", label, _rated(own), _rated(one), take))
    return found


def _points(rating) -> tuple:
    return rating.self_rating, rating.coordinator_rating


def _rated(rating) -> str:
    own, coordinator = (one or "–" for one in _points(rating))
    return _("own %(own)s, coordinator %(coordinator)s") % {"own": own, "coordinator": coordinator}


@dataclass(frozen=True)
class Holding:
    """How many rows of one table (by its name in the plural) each of the two has."""

    label: str
    kept: int
    other: int


def holdings(kept: Officer, other: Officer) -> list[Holding]:
    """What moves with a merge: every table that names either of the two, in every room."""
    found = []
    for field in judging.links():
        rows = field.model._base_manager
        counts = [rows.filter(**{field.name: one}).count() for one in (kept, other)]
        if any(counts):
            found.append(Holding(capfirst(field.model._meta.verbose_name_plural), *counts))
    return found
