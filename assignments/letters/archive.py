"""A document as JSON and back. What was issued is stored whole: a letter never depends on today's profile.

The logo is left out (it stays a file of the profile) and put back by `load_document`.
"""

import dataclasses
import types
import typing
from datetime import date

from assignments.letters import documents
from assignments.letters.documents import kinds, parts

_KINDS = {
    kind.__name__: kind
    for kind in (
        documents.SuratTugas,
        documents.Undangan,
        documents.DaftarHadir,
        documents.LaporanTugas,
        documents.Sertifikat,
    )
}


def dump_document(document: documents.Document) -> dict:
    """JSON-ready dict with the kind's name under "kind_name"."""
    value = _plain(document)
    value["letterhead"].pop("logo", None)
    return {"kind_name": type(document).__name__, **value}


def load_document(value: dict, *, logo: bytes | None = None) -> documents.Document:
    """The document again, with `logo` on its letterhead. Raises KeyError for an unknown kind."""
    fields = {name: field for name, field in value.items() if name != "kind_name"}
    document = _build(_KINDS[value["kind_name"]], fields)
    return dataclasses.replace(document, letterhead=dataclasses.replace(document.letterhead, logo=logo))


def _plain(value):
    if dataclasses.is_dataclass(value):
        return {field.name: _plain(getattr(value, field.name)) for field in dataclasses.fields(value)}
    if isinstance(value, tuple | list):
        return [_plain(item) for item in value]
    return value.isoformat() if isinstance(value, date) else value


def _build(kind, value: dict):
    hints = typing.get_type_hints(kind, {**vars(kinds), **vars(parts), "parts": parts})
    return kind(**{name: _typed(hints[name], item) for name, item in value.items()})


def _typed(hint, value):
    """`value` as the type that a field's annotation names."""
    if value is None:
        return None
    origin = typing.get_origin(hint)
    if origin in (typing.Union, types.UnionType):
        return _typed(next(arm for arm in typing.get_args(hint) if arm is not type(None)), value)
    if origin is tuple:
        arms = typing.get_args(hint)
        return tuple(
            _typed(arms[0] if arms[-1] is Ellipsis else arm, item)
            for item, arm in zip(
                value, arms if arms[-1] is not Ellipsis else [arms[0]] * len(value), strict=True
            )
        )
    if dataclasses.is_dataclass(hint):
        return _build(hint, value)
    return date.fromisoformat(value) if hint is date else value
