"""What an agency types, read as a row of the officers' list: the same readers, the same checks."""

from dataclasses import dataclass, replace
from datetime import datetime

from lo_portal.imports.kinds import Context, Problem, Record
from lo_portal.imports.sentences import DUPLICATE
from lo_portal.sheets.columns import Heading, normal
from lo_portal.sheets.layout import Table
from lo_portal.sheets.sentences import note
from lo_portal.sheets.tables import Cell, Row
from officers.imports import OfficerKind
from officers.nominations.models import Nomination
from officers.reading.columns import OFFICER_COLUMNS
from officers.reading.details import COORDINATOR

FORM_FIELDS = ("name", "nip", "golongan", "position", "phone", "email", "languages", "sex")
# Read from the officers' list, but not for an agency to say.
BUREAU_FIELDS = ("role", "briefed", "prior_events")
BUREAU_COLUMNS = ("agency", "role", "briefed", "service_count")
# What an agency may say about its people.
OFFERED = tuple(column for column in OFFICER_COLUMNS if column.field not in BUREAU_COLUMNS)


@dataclass(frozen=True)
class Entry:
    """One person as an agency says: `key` is the service number, else the name."""

    name: str
    key: str
    values: dict


class NomineeKind(OfficerKind):
    """The officers' list of one agency: whatever its rows say, the people are this agency's."""

    columns = OFFERED

    def __init__(self, agency_name: str):
        self.agency_name = agency_name

    def read(self, row, table, context):
        record = super().read(row, table, context)
        values = {k: v for k, v in record.values.items() if k not in BUREAU_FIELDS}
        if record.values.get("role") not in (None, COORDINATOR):
            values["role"] = record.values["role"]
        return replace(
            record,
            values=values | {"agency": self.agency_name},
            errors=tuple(one for one in record.errors if one.field != "agency"),
            notes=tuple(one for one in record.notes if one.field != "agency"),
        )

    def check(self, records, context):
        """Nobody stands on the list twice, by number or by name."""
        first, checked = {}, []
        for record in super().check(records, context):
            key = _key(record)
            if key in first and not record.errors:
                said = {
                    language: note(DUPLICATE, what=record.label, row=first[key], thing=thing).text(language)
                    for language, thing in zip(("id", "en"), self.thing, strict=True)
                }
                record = record.with_error(Problem(record.row, "name", **said))
            elif not record.errors:
                first.setdefault(key, record.row)
            checked.append(record)
        return checked


def read_form(nomination: Nomination, texts: dict[str, str], at: datetime) -> Record:
    """The typed fields as one row of a list; problems are in the record."""
    headings = tuple(Heading(place, name, (name,)) for place, name in enumerate(FORM_FIELDS))
    row = Row(1, tuple(Cell(texts.get(name) or None) for name in FORM_FIELDS))
    table = Table("", (), headings, (row,), ())
    return NomineeKind(nomination.agency.name).read(row, table, context_of(nomination, at))


def entry_of(record: Record) -> Entry | None:
    """The person of a row without errors."""
    return None if record.errors else Entry(record.values["name"], _key(record), record.values)


def texts_of(values: dict) -> dict[str, str]:
    """Stored values as one would type them into the form again."""
    before = (values.get(name, "") for name in ("service_rank", "front_title", "name"))
    head = " ".join(part for part in before if part)
    back = values.get("back_title", "")
    shown = {name: str(values.get(name, "")) for name in FORM_FIELDS}
    kind = OfficerKind()
    return shown | {
        "name": f"{head}, {back}" if back else head,
        "phone": kind.show("phone", values.get("phone"), None),
        "languages": kind.show("languages", values.get("languages"), None),
    }


def context_of(nomination: Nomination, at: datetime) -> Context:
    zone = nomination.event.zone
    return Context(event=nomination.event, by=None, at=at, today=at.astimezone(zone).date(), zone=str(zone))


def _key(record: Record) -> str:
    number = record.values.get("nip")
    return f"nip:{number}" if number else f"name:{normal(record.values.get('name', ''))}"
