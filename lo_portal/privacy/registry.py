"""The one list of personal data: columns and their retention, purge rules, kinds of persons."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from django.apps import apps
from django.contrib.postgres.fields import DateTimeRangeField
from django.db import models
from django.utils.translation import gettext_lazy as _


class Retention(models.TextChoices):
    """How long the personal columns of a table stay, and why (docs/privacy.md)."""

    NONE = "none", _("no personal data")
    GUEST = "guest", _("operational data until N days after the event, names one year")
    OFFICER = "officer", _("while the person serves; erased on request")
    NOMINEE = "nominee", _("30 days after the nomination ended; accepted officers stay")
    EVENT = "event", _("until N days after the event")
    MESSAGE = "message", _("30 days after sending")
    UPLOAD = "upload", _("30 days after the import")
    ACCESS = "access", _("400 days")
    ACCOUNT = "account", _("while the account exists")
    LETTER = "letter", _("as archives (JRA): letters and their numbers are kept")


# Columns of these tables may still name a person who was erased: the lawful minimum.
LAWFUL_MINIMUM = {Retention.LETTER, Retention.ACCESS}

# What such columns hold cannot name a person by itself.
_PLAIN_TYPES = (
    models.ForeignKey,
    models.AutoField,
    models.BooleanField,
    models.IntegerField,
    models.DecimalField,
    models.FloatField,
    models.DateField,
    models.TimeField,
    models.DurationField,
    models.UUIDField,
    DateTimeRangeField,
)


@dataclass(frozen=True)
class Declared:
    """What one model's columns hold: personal ones, restricted ones (encrypted), and plain text."""

    retention: Retention
    personal: frozenset[str]
    restricted: frozenset[str]
    plain: frozenset[str]

    @property
    def named(self) -> frozenset[str]:
        return self.personal | self.restricted | self.plain


@dataclass(frozen=True)
class Rule:
    """Something that goes after a time: how much is due, and the deed. Both take the instant."""

    code: str
    label: str
    after: str
    due: Callable[[datetime], int]
    run: Callable[[datetime], int]


@dataclass(frozen=True)
class Kind:
    """A kind of person. `needles` are the texts that betray the person anywhere; `rows` are the person's
    own rows, in which another person of the same name is never touched."""

    code: str
    label: str
    model: type[models.Model]
    search: Callable[[str], models.QuerySet]
    needles: Callable[[models.Model], set[str]]
    rows: Callable[[models.Model], list[models.Model]]
    url: Callable[[models.Model], str]


declared: dict[str, Declared] = {}
rules: dict[str, Rule] = {}
kinds: dict[str, Kind] = {}
_erasers: dict[str, list[Callable]] = {}
_forgetters: list[Callable] = []


def declare(
    model: str,
    retention: Retention = Retention.NONE,
    *,
    personal: Iterable[str] = (),
    restricted: Iterable[str] = (),
    plain: Iterable[str] = (),
) -> None:
    """Say what the columns of `model` ("delegates.guest") hold. Keys, numbers, dates, choices go unsaid."""
    declared[model.lower()] = Declared(
        retention, frozenset(personal), frozenset(restricted), frozenset(plain)
    )


def purge(*, code: str, label, after, due: Callable[[datetime], int], run: Callable[[datetime], int]) -> None:
    rules[code] = Rule(code, label, after, due, run)


def person(kind: Kind) -> None:
    kinds[kind.code] = kind


def erase(kind: str):
    """Register `work(person, at)`, which takes a person of this kind out of the room's rows."""

    def register(work: Callable) -> Callable:
        _erasers.setdefault(kind, []).append(work)
        return work

    return register


def erasers(kind: str) -> list[Callable]:
    return _erasers.get(kind, [])


def forget(work: Callable) -> Callable:
    """Register `work(texts)`, which drops what a room keeps sealed and that mentions one of a person's texts.

    What is sealed no search of the tables finds.
    """
    _forgetters.append(work)
    return work


def forgetters() -> list[Callable]:
    return _forgetters


def tracked(model) -> type[models.Model] | None:
    """The model whose history this model is, None for an ordinary one."""
    return getattr(model, "pgh_tracked_model", None)


def tables() -> list[type[models.Model]]:
    """Every model with a table of its own, those of libraries included."""
    return [
        model
        for model in apps.get_models(include_auto_created=True)
        if model._meta.managed and not model._meta.proxy
    ]


def unclassified() -> list[str]:
    """Columns of which nobody said what they hold, as "delegates.guest.full_name"."""
    return [
        f"{model._meta.label_lower}.{field.name}"
        for model in tables()
        if tracked(model) is None
        for field in model._meta.local_concrete_fields
        if _needs_word(field) and field.name not in _declaration(model).named
    ]


def unknown() -> list[str]:
    """Declarations that no column answers to (any more)."""
    wrong = []
    for label, declaration in declared.items():
        try:
            names = {field.name for field in apps.get_model(label)._meta.get_fields()}
        except LookupError:
            wrong.append(label)
            continue
        wrong += [f"{label}.{name}" for name in declaration.named - names]
    return wrong


def retention_of(model) -> Retention:
    return _declaration(tracked(model) or model).retention


def restricted_of(model) -> frozenset[str]:
    return _declaration(model).restricted


def _declaration(model) -> Declared:
    return declared.get(
        model._meta.label_lower, Declared(Retention.NONE, frozenset(), frozenset(), frozenset())
    )


def _needs_word(field) -> bool:
    return not (field.choices or isinstance(field, _PLAIN_TYPES))
