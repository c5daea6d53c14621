"""One row of an officer list as a record, every problem named by its column."""

import re
from dataclasses import dataclass, field
from datetime import date

from lo_portal.sheets.layout import TITLE, Table, names_unit
from lo_portal.sheets.reading import one_line, read_text, read_whole, read_yes_no
from lo_portal.sheets.sentences import Note, ReadingError, note
from lo_portal.sheets.tables import BLANK, Row
from officers.reading import details, sentences
from officers.reading.columns import COMPETENCIES
from officers.reading.identity import NONE, Identity, read_identity
from officers.reading.languages import LanguageLevel, read_languages
from officers.reading.names import PersonName, join_titles, read_name
from officers.reading.phones import Phones, read_phones
from officers.reading.ranks import Rank, read_rank


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong (or doubtful) with the field of a row."""

    field: str
    said: ReadingError | Note


@dataclass(frozen=True, slots=True)
class OfficerRow:
    """What a row says; None where the list has no such column or no value."""

    row: int
    name: PersonName | None = None
    identity: Identity | None = None
    sex: str | None = None
    rank: Rank | None = None
    position: str | None = None
    agency: str | None = None
    phones: Phones | None = None
    email: str | None = None
    languages: tuple[LanguageLevel, ...] | None = None
    service_count: int | None = None
    briefed: bool | None = None
    role: str | None = None
    remark: str | None = None
    competencies: tuple[tuple[str, int], ...] = ()
    errors: tuple[Problem, ...] = ()
    notes: tuple[Problem, ...] = ()


@dataclass
class _Gathering:
    values: dict = field(default_factory=dict)
    errors: list = field(default_factory=list)
    notes: list = field(default_factory=list)

    def read(self, name, reader, *sources):
        """Keep what `reader` gives for field `name`; a refusal becomes a problem."""
        try:
            result = reader(*sources)
        except ReadingError as error:
            self.errors.append(Problem(name, error))
            return None
        self.notes += [Problem(name, said) for said in result.notes]
        return result.value


def read_officer(row: Row, table: Table, today: date) -> OfficerRow:
    """Read one row of `table`. Never raises: problems are in `errors`."""
    cells = {f: row.cell(h.index) for h in table.headings for f in h.fields}
    got = _Gathering()
    values = {
        "name": _name(got, cells),
        "identity": _identity(got, cells, today),
        "rank": _rank(got, cells),
        "competencies": _competencies(got, cells),
        **{f: _simple(got, cells, f, reader) for f, reader in _SIMPLE.items() if f in cells},
    }
    values["phones"] = _simple(got, cells, "phone", read_phones)
    values["role"] = _role(cells)
    values["sex"] = _sex(got, values)
    if not values.get("agency") and not any(problem.field == "agency" for problem in got.errors):
        values["agency"] = agency_above(table, row.number)
    return OfficerRow(row.number, **values, errors=tuple(got.errors), notes=tuple(got.notes))


def agency_above(table: Table, number: int) -> str | None:
    """The agency that a row of its own names above row `number`: 'II. DINAS KESEHATAN'."""
    for section in table.sections_above(number):
        named = _SAID_AGENCY.match(section.text)
        text = section.text[named.end() :] if named else _ORDER.sub("", section.text)
        if named or names_unit(text):
            return " ".join(text.split())
    return None if table.heading_of("agency") else _agency_of_sheet(table)


def _agency_of_sheet(table: Table) -> str | None:
    """The agency that the titles of a list without such a column name: 'DINAS KESEHATAN'."""
    titles = [out.text for out in table.left_out if out.why == TITLE and names_unit(out.text)]
    return " ".join(titles[-1].split()) if titles else None


_SAID_AGENCY = re.compile(
    r"^(?:[\w]{1,4}[.)]\s*)?(?:opd|skpd|perangkat daerah|instansi|unit kerja|asal)\s*:\s*", re.IGNORECASE
)
_ORDER = re.compile(r"^(?:[IVX]{1,5}|[A-Za-z]|\d{1,2})(?:[.)]\s*|\s+)")
_SIMPLE = {
    "sex": details.read_sex,
    "position": lambda cell: read_text(cell, 200),
    "agency": lambda cell: read_text(cell, 200),
    "email": details.read_email,
    "languages": read_languages,
    "service_count": lambda cell: read_whole(cell, 0, 500),
    "briefed": read_yes_no,
    "remark": lambda cell: read_text(cell, 500),
}


def _simple(got, cells, name, reader):
    cell = cells.get(name, BLANK)
    return got.read(name, reader, cell) if cell.filled else None


def _name(got, cells):
    name = got.read("name", read_name, cells.get("name", BLANK))
    if name is None:
        return None
    front = one_line(cells["front"]) if "front" in cells else ""
    back = join_titles(cells["back"]) if "back" in cells else ""
    return PersonName(name.name, front or name.front, back or name.back, name.rank)


def _identity(got, cells, today):
    field_name = "nip" if "nip" in cells else "nrp"
    cell = cells.get(field_name)
    if cell is None:
        return None
    if cell is cells.get("name") and not any(sign.isdigit() for sign in cell.text):
        return Identity(NONE)
    short = cells.get("nrp") is not None
    return got.read(field_name, lambda: read_identity(cell, today, nrp_allowed=short))


def _rank(got, cells):
    golongan, pangkat = cells.get("golongan", BLANK), cells.get("pangkat", BLANK)
    if not golongan.filled and not pangkat.filled:
        return None
    place = "golongan" if "golongan" in cells else "pangkat"
    return got.read(place, read_rank, golongan, "" if pangkat is golongan else pangkat)


def _role(cells):
    for name in ("role", "remark"):
        cell = cells.get(name, BLANK)
        role = details.find_role(cell) if cell.filled and cell.kind != "error" else ""
        if role and (name == "role" or role != details.OFFICER):
            return role
    return None


def _sex(got, values):
    """The column's answer, else the NIP's; a difference is a doubt."""
    stated, person = values.get("sex"), values["identity"]
    told = person.sex if person else ""
    if stated and told and stated != told:
        got.notes.append(Problem("sex", note(sentences.NIP_SEX_DIFFERS, sex=stated)))
    return stated or told or None


def _competencies(got, cells):
    rated = []
    for key in COMPETENCIES:
        cell = cells.get(f"competency_{key}", BLANK)
        if cell.filled:
            value = got.read(f"competency_{key}", lambda c=cell: read_whole(c, 1, 5))
            if value is not None:
                rated.append((key, value))
    return tuple(rated)
