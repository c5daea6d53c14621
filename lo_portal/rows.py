"""Writing one row for a service: set the fields, let the model judge, tell what changed.

Used inside the verb's transaction. Values of encrypted columns never appear in what is told.
"""

from datetime import date, datetime, time
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models

from lo_portal.crypto import EncryptedTextField
from lo_portal.records import Versioned
from lo_portal.refusals import Refused

HIDDEN = "•••"
Diff = dict[str, list]


def add_row(model: type[models.Model], values: dict[str, Any]) -> tuple[models.Model, dict]:
    """A new, saved row of `model` and its filled fields as plain facts for the trail.

    Raises `Refused` with the model's own sentences where a field or constraint says no.
    """
    plain, links = _split(model, values)
    row = model(**plain)
    _judge(row)
    row.save(force_insert=True)
    for name, chosen in links.items():
        getattr(row, name).set(chosen)
    told = {name: _told(model, name, value) for name, value in values.items()}
    return row, {name: value for name, value in told.items() if value not in ("", None, [], False)}


def change_row(
    row: models.Model, changes: dict[str, Any], *, seen: int | None = None, touched: bool = False
) -> tuple[models.Model, Diff]:
    """Set `changes` on the stored row; answer the fresh row and `{field: [old, new]}`.

    An empty difference writes nothing, unless `touched` says that rows below it changed. Raises
    `Conflict` when `seen` is no longer the stored version, `Refused` where the model says no.
    """
    model = type(row)
    stored = model._base_manager.select_for_update(of=("self",)).get(pk=row.pk)
    plain, links = _split(model, changes)
    diff = _difference(stored, changes)
    if not diff and not touched:
        return stored, {}
    if isinstance(stored, Versioned):
        stored.claim_version(seen)
    for name, value in plain.items():
        setattr(stored, name, value)
    _judge(stored)
    stored.save()
    for name, chosen in links.items():
        getattr(stored, name).set(chosen)
    return stored, diff


def _split(model, values: dict) -> tuple[dict, dict]:
    many = {field.name for field in model._meta.many_to_many}
    plain = {name: value for name, value in values.items() if name not in many}
    return plain, {name: list(value) for name, value in values.items() if name in many}


def _judge(row: models.Model) -> None:
    try:
        row.full_clean()
    except ValidationError as error:
        raise Refused(" ".join(error.messages), code="invalid") from error


def _difference(stored: models.Model, changes: dict) -> Diff:
    diff = {}
    for name, new in changes.items():
        old = getattr(stored, name)
        if hasattr(old, "all"):
            old, new = list(old.all()), list(new)
            same = {one.pk for one in old} == {one.pk for one in new}
        else:
            same = _comparable(old) == _comparable(new)
        if not same:
            diff[name] = [_told(type(stored), name, old), _told(type(stored), name, new)]
    return diff


def _comparable(value):
    if isinstance(value, models.Model):
        return value.pk
    return value if isinstance(value, (list, dict, bool, int, datetime)) else str(value or "")


def _told(model, name: str, value):
    """A value as JSON can keep it and a person can read it."""
    if isinstance(model._meta.get_field(name), EncryptedTextField):
        return HIDDEN if value else ""
    if isinstance(value, (list, tuple, models.QuerySet)):
        return [str(one) for one in value]
    if isinstance(value, (date, datetime, time)):
        return value.isoformat()
    return value if value is None or isinstance(value, (bool, int, dict)) else str(value)
