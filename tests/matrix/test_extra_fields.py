"""Posting more than a form has changes nothing more: no role, owner, state or row of another event.

Every address that takes a POST is opened by everybody whom the table lets in. The form is taken from its
page and sent twice, each time undone: as it is, and with the name of every column of every model besides.
Both must leave the same rows behind, and the log must tell of the second sending only.
"""

import json
import re

import pytest
from django.apps import apps
from django.db import connection, models
from lxml import html

from lo_portal.privacy import registry
from tests.matrix import cast
from tests.matrix import world as worlds
from tests.matrix.visiting import addresses, lacking, methods_of, url_of

PEOPLE = ("staff", "coordinator", "officer", "signatory")
ROOMS = (
    "accounts", "events", "officers", "nominations", "delegates", "sharing", "assignments", "duty", "field",
    "letters", "notices", "imports", "exports", "jobs", "privacy",
)  # fmt: skip
# What every verb writes with other values each time, or about itself.
UNSTEADY = re.compile(
    r"^(id|pgh_\w+|secret\w*|\w*secret|\w*_hash|\w*sha256|token|digest|key|thread|message_id"
    r"|file|photo|\w*password|created_at|updated_at)$"
)
UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
CIPHER = re.compile(r"gAAAA[\w=-]+")
VERIFICATION = re.compile(r"/V/[0-9A-Z]{26}")
PLANTED, DAY = "TITIPAN", "2031-01-01"  # for a column of text, for one of a day
# The trail is read elsewhere; a session keeps the secret of a new link, once, for the page that shows it.
BESIDES = {"audit_auditentry", "audit_viewentry", "audit_seal", "django_session"}
# Addresses that act without a form of their own read these names; they are sent nothing like it.
READ_BY_VERBS = {
    "reason", "officer", "slot", "kind", "phase", "text", "language", "level", "order", "theme", "version",
    "note", "note_at", "name", "date", "dated_on", "period", "title", "position", "event", "delegation",
    "item", "question",
}  # fmt: skip


def _columns() -> dict[str, models.Field]:
    found = {}
    for room in ROOMS:
        if room in apps.app_configs:
            for model in apps.get_app_config(room).get_models():
                if registry.tracked(model) is None:
                    found |= {field.name: field for field in model._meta.concrete_fields}
    return found


COLUMNS = _columns()
TABLES = {model._meta.db_table for model in registry.tables() if registry.tracked(model) is None} - BESIDES


def _hostile(world, field: models.Field) -> str:
    """A value that would do harm if it were taken."""
    if isinstance(field, models.ForeignKey):
        row = world.rows["foreign"].get(field.related_model._meta.model_name)
        return str(row.pk if row is not None else world.people["stranger"].pk)
    if isinstance(field, models.BooleanField):
        return "on"
    if field.choices:
        return str(field.flatchoices[-1][0])
    if isinstance(field, models.DateTimeField):
        return "2031-01-01T00:00"
    if isinstance(field, models.DateField):
        return DAY
    if isinstance(field, (models.IntegerField, models.DecimalField)):
        return "7"
    return "admin" if field.name == "roles" else PLANTED


def _form(text: str, path: str) -> dict[str, list[str]] | None:
    """What a browser would send from the page's form to `path`; None where the page has none."""
    if not text.strip():
        return None
    page = html.document_fromstring(text)
    for form in page.forms:
        if form.method == "POST" and (form.action or path).split("?")[0] in (path, ""):
            sent: dict[str, list[str]] = {}
            for name, value in form.form_values():
                sent.setdefault(name, []).append(value)
            return sent
    return None


def _names(text: str, path: str) -> set[str]:
    page = html.document_fromstring(text)
    return {
        element.name
        for form in page.forms
        if form.method == "POST" and (form.action or path).split("?")[0] in (path, "")
        for element in form.inputs
        if element.name
    }


def _left_behind(world, wrote: set[str]):
    """The rows of the written tables, random values aside."""
    known = {str(row.pk) for rows in world.rows.values() for row in rows.values()}
    known |= {str(user.pk) for user in world.people.values()}
    found = {}
    with connection.cursor() as cursor:
        for table in sorted(wrote & TABLES):
            cursor.execute(f'SELECT to_jsonb(t) FROM "{table}" t')
            found[table] = sorted(_steady(row, known) for (row,) in cursor.fetchall())
    return found


def _steady(row, known) -> str:
    facts = json.loads(row) if isinstance(row, str) else row
    text = json.dumps(
        {name: value for name, value in facts.items() if not UNSTEADY.match(name)}, sort_keys=True
    )
    text = UUID.sub(lambda match: match[0] if match[0] in known else "?", text)
    return CIPHER.sub("?", VERIFICATION.sub("?", text))


def _differences(world, name, address, parameters):
    visitor, url = world.visitors[name], url_of(world, address, parameters, "mine")
    sent, own = {}, set()
    if "get" in methods_of(address.view):
        page = visitor.ask("get", url)
        if page.status == 200 and "<form" in page.text:
            sent, own = _form(page.text, url) or {}, _names(page.text, url)
    sent = sent or worlds.sent_to(world, address.name, "mine")
    spared = own | set(sent) | (set() if own else READ_BY_VERBS)
    extra = {n: _hostile(world, field) for n, field in COLUMNS.items() if n not in spared}
    extra |= {
        "is_staff": "on",
        "is_superuser": "on",
        "groups": "1",
        "pk": str(world.rows["foreign"]["event"].pk),
    }
    plain, more = (
        visitor.ask("post", url, data, after=lambda wrote: _left_behind(world, wrote))
        for data in (sent, extra | sent)
    )
    if more.status >= 500:
        yield f"{name} {address.name}: {more.status} {more.error}"
    elif (plain.status, plain.after) != (more.status, more.after):
        yield f"{name} {address.name}: {plain.status} {more.status} {_first(plain.after, more.after)}"
    if plain.ignored:
        yield f"{name} {address.name}: its own form is logged as extra: {plain.ignored}"
    if more.status < 400 and not more.refused:
        yield from (f"{name} {address.name}: {said}" for said in _badly_logged(more.ignored, extra))


def _badly_logged(lines: tuple[str, ...], extra: dict):
    """One line: how many fields, the first names, no value."""
    if len(lines) != 1:
        yield f"{len(lines)} lines about extra fields"
        return
    facts = json.loads(lines[0])
    if not 0 < facts["count"] <= len(extra) or not set(facts["fields"].split()) <= set(extra):
        yield f"logged {facts}"
    told = {value for value in extra.values() if len(value) > 12 or value in (PLANTED, DAY)}
    if shown := {value for value in told if value in lines[0]}:
        yield f"the line about extra fields tells values: {shown}"


def _first(before, after):
    for table in sorted(set(before) | set(after)):
        one, two = set(before.get(table, ())), set(after.get(table, ()))
        if one != two:
            return f"{table}: {sorted(one - two)[:1]} became {sorted(two - one)[:1]}"
    return "the answer differs"


@pytest.mark.parametrize("name", PEOPLE)
def test_extra_fields_change_nothing(name, world, db):
    asked, wrong = 0, []
    for address, parameters in addresses():
        if address.is_public or "post" not in methods_of(address.view) or lacking(world, address, parameters):
            continue
        bare = all(parameter in worlds.PLAIN for parameter in parameters)
        if cast.may(name, address.permission, "mine", bare=bare):
            asked += 1
            wrong += _differences(world, name, address, parameters)
    assert not wrong, "\n" + "\n".join(wrong)
    assert asked > 0
