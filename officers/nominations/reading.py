"""What an agency types or uploads, read as a row of the officers' list: the same readers, the same checks."""

from dataclasses import dataclass, replace
from datetime import datetime

from lo_portal.imports import services as imports
from lo_portal.imports.kinds import Context, Problem, Record
from lo_portal.imports.locating import Located, locate
from lo_portal.imports.sentences import DUPLICATE
from lo_portal.sheets.columns import Heading, missing, normal
from lo_portal.sheets.layout import Table, find_table
from lo_portal.sheets.limits import MEGABYTE, Limits
from lo_portal.sheets.opening import read_workbook
from lo_portal.sheets.sentences import Sentence, SheetRefused, note
from lo_portal.sheets.tables import BLANK, Cell, Row
from officers.imports import OfficerKind
from officers.nominations.models import Nomination
from officers.reading.columns import OFFICER_COLUMNS
from officers.reading.details import COORDINATOR

# An agency's list is short; it is read while the sender waits.
LIMITS = Limits(file_size=2 * MEGABYTE, unpacked_size=20 * MEGABYTE, rows=1_000, cells=40_000)
FORM_FIELDS = ("name", "nip", "golongan", "position", "phone", "email", "languages", "sex")
# Read from the officers' list, but not for an agency to say.
BUREAU_FIELDS = ("role", "briefed")
NO_LIST = Sentence(
    "no_nominee_list",
    "Tidak ditemukan baris judul dengan kolom Nama. Pakai templat, atau beri judul Nama, NIP, Golongan, "
    "Jabatan, Nomor HP.",
    "No heading row with a column Name was found. Use the template, or write the headings Name, NIP, Grade, "
    "Position, Phone.",
)
NO_ROWS = Sentence(
    "no_nominee_rows",
    "Daftar tidak memuat satu nama pun. Isi daftar, lalu unggah lagi.",
    "The list holds no name. Fill it, then upload it again.",
)


@dataclass(frozen=True)
class Entry:
    """One person as an agency says: `key` is the service number, else the name."""

    name: str
    key: str
    values: dict


@dataclass(frozen=True)
class ListRow:
    """One row of an uploaded list: an entry, or why it is none; `texts` as they stand in the file."""

    number: int
    label: str
    entry: Entry | None
    errors: tuple[Problem, ...]
    notes: tuple[Problem, ...]
    texts: dict[str, str]


class NomineeKind(OfficerKind):
    """The officers' list of one agency: whatever its rows say, the people are this agency's."""

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
    return NomineeKind(nomination.agency.name).read(row, table, _context(nomination, at))


def read_list(nomination: Nomination, data: bytes, file_name: str, at: datetime) -> list[ListRow]:
    """The rows of an agency's own file. Raises SheetRefused for a file that is no such list."""
    found = _located(read_workbook(data, file_name, LIMITS))
    if found is None:
        raise SheetRefused(NO_LIST)
    if not found.body:
        raise SheetRefused(NO_ROWS)
    kind, context = NomineeKind(nomination.agency.name), _context(nomination, at)
    records = kind.check([kind.read(row, found, context) for row in found.body], context)
    return [_list_row(record, row, found) for record, row in zip(records, found.body, strict=True)]


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


def _context(nomination: Nomination, at: datetime) -> Context:
    zone = nomination.event.zone
    return Context(event=nomination.event, by=None, at=at, today=at.astimezone(zone).date(), zone=str(zone))


def _key(record: Record) -> str:
    number = record.values.get("nip")
    return f"nip:{number}" if number else f"name:{normal(record.values.get('name', ''))}"


def _located(workbook) -> Table | None:
    """The officers' list of the file: as the importer finds it, else the first sheet with a name column."""
    named: list[Located] = locate(workbook, remembered=imports.remembered_mappings())
    for one in named:
        if one.kind.key == OfficerKind.key:
            return one.table
    for sheet in workbook.sheets:
        table = None if sheet.hidden else find_table(sheet, OFFICER_COLUMNS)
        if table is not None and not missing(table.headings, OFFICER_COLUMNS):
            return table
    return None


def _list_row(record: Record, row: Row, table: Table) -> ListRow:
    texts = {}
    for name in FORM_FIELDS:
        heading = table.heading_of(name)
        cell = row.cell(heading.index) if heading else BLANK
        texts[name] = cell.text[:300]
    return ListRow(record.row, record.label, entry_of(record), record.errors, record.notes, texts)
