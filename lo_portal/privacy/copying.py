"""The copy of everything that we hold about one person: JSON to carry away, a PDF to read, the files."""

import io
import json
import zipfile
from datetime import datetime
from pathlib import PurePath

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models, transaction
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from lo_portal import typeface
from lo_portal.audit import trail
from lo_portal.privacy import labels, personal, persons, registry


@transaction.atomic
def copy_person(*, person: persons.Person, by, at: datetime) -> bytes:
    """A ZIP with `data.json`, `data.pdf` and the person's files; that it was made is in the trail."""
    sections = collect(person)
    trail.record("person.copied", on=person.row, by=by, at=at)
    trail.record_view(
        on=person.row, by=by, at=at, fields=_restricted(person), reason=_("copy for the person")
    )
    views, done = persons.looks(persons.views_of(person)), persons.deeds(persons.trail_of(person))
    content = {
        "person": person.name,
        "made_at": at,
        "data": sections,
        "views_of_restricted_fields": [
            {"at": view.at, "who": view.who, "fields": view.fields, "reason": view.reason} for view in views
        ],
        "changes": [{"at": entry.at, "who": entry.who, "what": entry.what} for entry in done],
    }
    page = {"person": person, "at": at, "sections": sections, "views": views, "done": done}
    body = io.BytesIO()
    with zipfile.ZipFile(body, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(
            "data.json", json.dumps(content, cls=DjangoJSONEncoder, ensure_ascii=False, indent=2)
        )
        archive.writestr("data.pdf", _printed("privacy/copy.html", page))
        for file in _files(person):
            with file.open("rb") as opened:
                archive.writestr(f"files/{PurePath(file.name).name}", opened.read())
    return body.getvalue()


@transaction.atomic
def print_access(*, person: persons.Person, by, at: datetime) -> bytes:
    """A PDF of who saw which restricted fields of the person, when and why (UU 27/2022 art. 32).

    What the trail still keeps, newest first; that it was printed is in the trail.
    """
    views = persons.looks(persons.views_of(person))
    trail.record("person.access_printed", on=person.row, by=by, at=at, detail={"lines": len(views)})
    page = {"person": person, "at": at, "by": by, "views": views, "since": at - personal.ACCESS_LOG}
    return _printed("privacy/access.html", page)


def _restricted(person: persons.Person) -> list[str]:
    """Columns of the person's own rows that are shown only with a reason."""
    return sorted(
        {name for row in person.kind.rows(person.row) for name in registry.restricted_of(type(row))}
    )


def collect(person: persons.Person) -> dict[str, list[dict]]:
    """Every row that is the person's own or points to it, by table; new tables come by themselves."""
    sections: dict[str, list[dict]] = {}
    known = {table for table in registry.tables() if registry.tracked(table) is None}
    for own in person.kind.rows(person.row):
        sections.setdefault(labels.table(type(own), many=False), []).append(_facts(own))
        for relation in own._meta.related_objects:
            if relation.related_model not in known or relation.many_to_many:
                continue
            rows = relation.related_model._base_manager.filter(**{relation.field.name: own})
            found = [_facts(row) for row in rows]
            if found and relation.related_model not in {type(one) for one in person.kind.rows(person.row)}:
                sections.setdefault(labels.table(relation.related_model, many=True), []).extend(found)
    return sections


def _facts(row: models.Model) -> dict:
    return {name: _value(row, field) for name, field in labels.columns(type(row)).items()}


def _value(row: models.Model, field):
    if isinstance(field, models.ForeignKey):
        related = getattr(row, field.name)
        return str(related) if related is not None else None
    if isinstance(field, models.FileField):
        return getattr(row, field.name).name
    value = getattr(row, field.attname)
    return value if isinstance(value, (int, float, bool, list, dict, datetime, type(None))) else str(value)


def _files(person: persons.Person):
    for own in person.kind.rows(person.row):
        for field in own._meta.concrete_fields:
            if isinstance(field, models.FileField) and (file := getattr(own, field.name)):
                yield file


def _printed(template: str, page: dict) -> bytes:
    """The page as PDF. A copy is text: nothing but the typeface is opened for it."""
    from weasyprint import HTML

    html = render_to_string(template, page | {"faces": typeface.faces("List")})
    return HTML(string=html, url_fetcher=typeface.fetcher()).write_pdf()
