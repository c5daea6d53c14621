"""An agency's own file: where its list stands, how its columns are read, and what each row says."""

import base64
import json
from dataclasses import dataclass
from datetime import datetime

from lo_portal.imports import services as imports
from lo_portal.imports.kinds import Problem, Record
from lo_portal.imports.locating import Located, choice_of, fullest_row, locate, located_by, signature_of
from lo_portal.sheets.columns import missing
from lo_portal.sheets.layout import find_table, remap
from lo_portal.sheets.limits import MEGABYTE, Limits
from lo_portal.sheets.opening import read_workbook
from lo_portal.sheets.sentences import Sentence, SheetRefused
from lo_portal.sheets.tables import BLANK, Row, Workbook
from officers.imports import OfficerKind
from officers.models import Agency
from officers.nominations.models import Nomination, NomineeList
from officers.nominations.reading import FORM_FIELDS, Entry, NomineeKind, context_of, entry_of
from officers.reading.columns import OFFICER_COLUMNS

# An agency's list is short; it is read while the sender waits.
LIMITS = Limits(file_size=2 * MEGABYTE, unpacked_size=20 * MEGABYTE, rows=1_000, cells=40_000)
LIST = OfficerKind.key
# Layouts remembered for one agency; who sends more begins anew.
LAYOUTS = 30
NO_NAMES = Sentence(
    "no_nominee_names",
    "Tidak ada kolom yang menjadi Nama. Pilih kolom nama orang, atau ubah lembar atau baris judul.",
    "No column becomes the name. Choose the column that holds the names, or another sheet or heading row.",
)
NO_HEADINGS = Sentence(
    "no_nominee_headings",
    "Baris {row} lembar “{sheet}” kosong. Isi nomor baris yang memuat judul kolom.",
    "Row {row} of the sheet “{sheet}” is empty. Fill in the number of the row that holds the headings.",
)
NO_ROWS = Sentence(
    "no_nominee_rows",
    "Daftar tidak memuat satu nama pun. Isi daftar, lalu unggah lagi.",
    "The list holds no name. Fill it, then upload it again.",
)


@dataclass(frozen=True)
class ListRow:
    """One row of an uploaded list: an entry, or why it is none; `texts` as they stand in the file."""

    number: int
    label: str
    entry: Entry | None
    errors: tuple[Problem, ...]
    notes: tuple[Problem, ...]
    texts: dict[str, str]


@dataclass(frozen=True)
class OwnList:
    """A file as read: `choice` is its mapping as the importer keeps one, `rows` are empty without names."""

    workbook: Workbook
    located: Located
    rows: list[ListRow]

    @property
    def choice(self) -> dict:
        return choice_of([self.located])

    @property
    def has_names(self) -> bool:
        return not missing(self.located.table.headings, OFFICER_COLUMNS)


def read_own_list(
    nomination: Nomination, data: bytes, file_name: str, at: datetime, choice: dict | None = None
) -> OwnList:
    """The list in an agency's own file, its columns read as `choice` says, else as the agency matched them
    before, else as their headings say.

    Raises SheetRefused for a file that cannot be read, a chosen heading row that is empty, a list of no rows.
    """
    workbook = read_workbook(data, file_name, LIMITS)
    found = located_by(workbook, choice) if choice else _remembered(_located(workbook), nomination.agency)
    if found is None:
        place = choice[LIST]
        raise SheetRefused(NO_HEADINGS, row=place["header"], sheet=place["sheet"])
    own = OwnList(workbook, found, [])
    if not own.has_names:
        return own
    if not found.table.body:
        raise SheetRefused(NO_ROWS)
    kind, context = NomineeKind(nomination.agency.name), context_of(nomination, at)
    records = kind.check([kind.read(row, found.table, context) for row in found.table.body], context)
    rows = [_list_row(*pair, found.table) for pair in zip(records, found.table.body, strict=True)]
    return OwnList(workbook, found, rows)


def layouts_with(agency: Agency, own: OwnList) -> dict:
    """The agency's remembered layouts (headings -> columns) with the one of `own`."""
    known = agency.column_mapping if len(agency.column_mapping) < LAYOUTS else {}
    return known | {signature_of(own.located.table): own.choice[LIST]["columns"]}


def mentions(kept: NomineeList, wanted: set[str]) -> bool:
    """Whether the uploaded list, in its file or as read, says one of these texts; a number also with gaps."""
    said = [json.dumps(kept.rows, ensure_ascii=False)]
    if kept.content:
        workbook = read_workbook(unpacked(kept.content), kept.file_name, LIMITS)
        said += [cell.text for sheet in workbook.sheets for row in sheet.rows for cell in row.cells]
    text = "\n".join(said).casefold()
    joined = text.replace(" ", "")
    return any(one.casefold() in text or (one.isdigit() and one in joined) for one in wanted)


def packed(data: bytes) -> str:
    """The bytes of a file as text, for a column that is kept encrypted."""
    return base64.b64encode(data).decode()


def unpacked(text: str) -> bytes:
    return base64.b64decode(text)


def _located(workbook: Workbook) -> Located:
    """The officers' list as the importer finds it, else the first sheet with a name column, else its fullest
    row for headings."""
    for one in locate(workbook, remembered=imports.remembered_mappings()):
        if one.kind.key == LIST:
            return one
    sheets = [sheet for sheet in workbook.sheets if sheet.rows]
    seen = [sheet for sheet in sheets if not sheet.hidden] or sheets
    for sheet in seen:
        table = find_table(sheet, OFFICER_COLUMNS)
        if table is not None and not missing(table.headings, OFFICER_COLUMNS):
            return Located(OfficerKind(), sheet.name, table)
    table = find_table(seen[0], OFFICER_COLUMNS, fullest_row(seen[0]))
    return Located(OfficerKind(), seen[0].name, table)


def _remembered(found: Located, agency: Agency) -> Located:
    columns = agency.column_mapping.get(signature_of(found.table))
    if columns is None:
        return found
    chosen = {int(index): tuple(fields) for index, fields in columns.items()}
    return Located(found.kind, found.sheet, remap(found.table, chosen, OFFICER_COLUMNS))


def _list_row(record: Record, row: Row, table) -> ListRow:
    texts = {}
    for name in FORM_FIELDS:
        heading = table.heading_of(name)
        cell = row.cell(heading.index) if heading else BLANK
        texts[name] = cell.text[:300]
    return ListRow(record.row, record.label, entry_of(record), record.errors, record.notes, texts)
