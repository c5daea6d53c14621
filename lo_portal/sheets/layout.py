"""Finds the list on a sheet: its header, its body, and what is not part of it.

Agencies send title rows, two header rows, a row of column numbers, section
rows, totals and a signature block. All of these are left out and named, so
that nothing disappears silently.
"""

import re
from dataclasses import dataclass, replace

from lo_portal.sheets import columns as column_tables
from lo_portal.sheets.columns import Heading, guess
from lo_portal.sheets.filling import Filled, fill_down
from lo_portal.sheets.tables import BLANK, Row, Sheet

SEARCHED_ROWS = 40
ENOUGH_HEADINGS = 2
SPARSE = 2

# Why a row was left out of the body.
TITLE, NUMBERS, REPEATED, SECTION, FOOTER = "title", "numbers", "repeated", "section", "footer"

_SIGNATURE = re.compile(
    r"^(mengetahui|menyetujui|disetujui|mengesahkan|disahkan|dibuat oleh|ditetapkan di|dikeluarkan di|"
    r"pada tanggal|a\.?n\.? |u\.?b\.?$|pl[th]\.? |an\. |tembusan|catatan ?:|keterangan ?:|nb\.? ?:|"
    r"ket\.? ?:|sumber ?:|"
    r"kepala (biro|dinas|badan|bagian|bidang|sub|subbagian|seksi|satuan)\b.*,$|sekretaris daerah\b|"
    r"asisten\b.*,$|gubernur\b.*,$|sekretaris\b.*,$|"
    r"[\w .]+, +(\d{1,2} +)?(januari|februari|maret|april|mei|juni|juli|agustus|september|oktober|november|"
    r"desember) +\d{4}$)",
    re.IGNORECASE,
)
# "Rabu, 23 November 2022" heads a day of a rundown; "Pontianak, 23 November 2022" signs a letter.
_DAY_ROW = re.compile(
    r"^(hari\W*)?(senin|selasa|rabu|kamis|jum.?at|sabtu|minggu|ahad|(mon|tues|wednes|thurs|fri|satur|sun)day)\b",
    re.IGNORECASE,
)
_TOTAL = re.compile(r"^(jumlah|total|sub ?total|grand total|jml)\b", re.IGNORECASE)
# The numbering of sections, as opposed to that of rows.
_ORDER = re.compile(r"^([IVX]{1,5}|[A-Z])[.)]?$")
_UNIT = re.compile(
    r"^(dinas|badan|biro|sekretariat|inspektorat|satuan|kantor|kecamatan|kelurahan|rsud|rumah sakit|"
    r"upt|polda|polres|kodam|korem|kodim|universitas|politeknik|kementerian|direktorat)\b",
    re.IGNORECASE,
)
_WHOLE = re.compile(r"^\(?\d{1,3}\)?$")


@dataclass(frozen=True, slots=True)
class LeftOut:
    row: int
    why: str
    text: str


@dataclass(frozen=True, slots=True)
class Table:
    """The list on a sheet: `header` are the row numbers of its headings."""

    sheet: str
    header: tuple[int, ...]
    headings: tuple[Heading, ...]
    body: tuple[Row, ...]
    left_out: tuple[LeftOut, ...]
    top: tuple[Row, ...] = ()  # the header's rows and all that follow, to read it again
    rest: tuple[Row, ...] = ()
    filled: tuple[Filled, ...] = ()  # blank cells that say what a row above says

    def sections_above(self, number):
        """The section rows above row `number`, the nearest first."""
        return (out for out in reversed(self.left_out) if out.why == SECTION and out.row < number)

    @property
    def fed(self):
        """The fields that the list has a column for."""
        return {field for heading in self.headings for field in heading.fields}

    def said_above(self, number):
        """What stands in rows of their own above row `number`: the nearest section first, then the titles."""
        titles = [out for out in self.left_out if out.why == TITLE]
        return [out.text for out in (*self.sections_above(number), *reversed(titles))]

    def heading_of(self, field):
        """The heading that feeds `field`, or None."""
        return next((h for h in self.headings if field in h.fields), None)


def find_table(sheet: Sheet, columns, header_row=None):
    """The list on `sheet`, or None where no row looks like its header.

    `header_row` (as seen in Excel) overrides the search.
    """
    rows = sheet.rows[:SEARCHED_ROWS] if header_row is None else sheet.rows
    scores = {
        place: _score(row, columns)
        for place, row in enumerate(rows)
        if header_row is None or row.number == header_row
    }
    best = max(scores, key=lambda place: (scores[place], -place), default=None)
    if best is None or (header_row is None and scores[best] < ENOUGH_HEADINGS):
        return None
    return _table(sheet, best, columns)


def find_pairs(sheet: Sheet, columns):
    """A list of one record written downwards: labels in the first column, values in the second.

    Its `header` holds the row number of every label, in the order of the headings.
    """
    labelled = [row for row in sheet.rows if row.cell(0).filled]
    texts = {place: row.cell(0).text for place, row in enumerate(labelled)}
    if column_tables.recognised(texts.values(), columns) < ENOUGH_HEADINGS:
        return None
    record = Row(labelled[0].number, tuple(row.cell(1) for row in labelled))
    numbers = tuple(row.number for row in labelled)
    return Table(sheet.name, numbers, guess(texts, columns), (record,), ())


def remap(table: Table, fields_by_index, columns):
    """The same list with its columns read as a person chose; its body follows."""
    headings = tuple(
        Heading(h.index, h.text, tuple(fields_by_index.get(h.index, ()))) for h in table.headings
    )
    if not table.top:
        return replace(table, headings=headings)
    titles = tuple(out for out in table.left_out if out.why == TITLE)
    body, left_out, filled = _body(table.rest, table.top, headings, columns)
    return replace(table, headings=headings, body=body, left_out=titles + left_out, filled=filled)


def _score(row, columns):
    return column_tables.recognised([row.cells[i].text for i in row.own()], columns)


def _table(sheet, place, columns):
    rows = sheet.rows
    top = rows[place]
    header = [top]
    following = rows[place + 1] if place + 1 < len(rows) else None
    if following:
        spread = _spread(top, following)
        if _continues_header(spread, following):
            header = [spread, following]
    lower = {i: header[-1].cell(i).text for i in header[-1].own()} if len(header) > 1 else {}
    rest = rows[place + len(header) :]
    texts = _heading_texts(header)
    headings = guess(texts, columns, lower, {index: _values(rest, index) for index in texts})
    titles = tuple(LeftOut(r.number, TITLE, _first_text(r)) for r in rows[:place])
    body, left_out, filled = _body(rest, header, headings, columns)
    numbers = tuple(r.number for r in header)
    return Table(sheet.name, numbers, headings, body, titles + left_out, tuple(header), tuple(rest), filled)


def _continues_header(top, row):
    """Whether `row` is the second line of a two-line header."""
    if row.number != top.number + 1:
        return False
    own = row.own()
    merged_down = any(cell.copied and cell.value == top.cell(i).value for i, cell in enumerate(row.cells))
    unmerged = not any(cell.copied for cell in row.cells) and any(top.cell(i).copied for i in own)
    parents = all(_under_parent(top, i) for i in own)
    texts = all(row.cells[i].kind == "text" and not _WHOLE.match(row.cells[i].text) for i in own)
    return bool(own) and texts and parents and (merged_down or unmerged)


def _spread(top, row):
    """`top` with its headings spread to the right over the sub-headings of `row`, as merged cells are."""
    if any(cell.copied for cell in (*top.cells, *row.cells)):
        return top
    cells, parent = list(top.cells), BLANK
    for index, cell in enumerate(row.cells):
        if index >= len(cells):
            cells.append(BLANK)
        if cells[index].filled:
            parent = replace(cells[index], copied=True) if cell.filled else BLANK
        elif cell.filled:
            cells[index] = parent
    return replace(top, cells=tuple(cells))


def _under_parent(top, index):
    """A sub-heading stands under a merged heading or under an empty cell."""
    here, right = top.cell(index), top.cell(index + 1)
    return here.copied or not here.filled or right.copied


def _heading_texts(header):
    texts = {}
    width = max(len(row.cells) for row in header)
    for index in range(width):
        parts = [row.cell(index).text for row in header if row.cell(index).filled]
        parts = list(dict.fromkeys(parts))
        if parts:
            texts[index] = " ".join(parts)
    return texts


def _values(rows, index):
    """What stands in column `index`, its numbering left out."""
    cells = (row.cell(index) for row in rows[:SEARCHED_ROWS])
    return [cell.text for cell in cells if cell.filled and not _WHOLE.match(cell.text)]


def _body(rows, header, headings, columns):
    """(rows of the list, rows left out, cells filled down)."""
    body, left_out = _sorted_out(rows, header, headings, columns)
    sections = [out.row for out in left_out if out.why == SECTION]
    body, filled = fill_down(body, sections, headings, columns)
    return tuple(body), tuple(left_out), filled


def _sorted_out(rows, header, headings, columns):
    body, left_out, footer = [], [], False
    mapped = {heading.index for heading in headings if heading.fields}
    anchor = _anchor_index(headings, columns)
    repeated = {c.text for row in header for c in row.cells if c.filled}
    for place, row in enumerate(rows):
        if place == 0 and _is_numbering(row):
            left_out.append(LeftOut(row.number, NUMBERS, _first_text(row)))
            continue
        why = _why_not(row, mapped, anchor, repeated, footer)
        footer = why == FOOTER
        if why:
            left_out.append(
                LeftOut(row.number, why, _whole_text(row) if why == SECTION else _first_text(row))
            )
        else:
            body.append(row)
    return body, left_out


def _anchor_index(headings, columns):
    """The column that names the record: the first fed one that says so or is required and names no group."""
    for column in columns:
        if column.identifies or (column.required and not column.group):
            for heading in headings:
                if column.field in heading.fields:
                    return heading.index
    return None


def _why_not(row, mapped, anchor, repeated, in_footer):
    own = [i for i in row.own() if i in mapped]
    texts = [row.cells[i].text for i in row.own()]
    sparse = len(own) <= SPARSE
    if sparse and (any(_is_signature(t) for t in texts) or _TOTAL.match(texts[0] if texts else "")):
        return FOOTER
    if _TOTAL.match(texts[0] if texts else "") and not row.cell(anchor or 0).filled:
        return FOOTER
    if in_footer and sparse:
        return FOOTER
    if texts and len(texts) > 1 and all(t in repeated for t in texts):
        return REPEATED
    named = anchor is not None and row.cell(anchor).filled and not row.cell(anchor).copied
    if not own or (len(own) < SPARSE and not named):
        return SECTION
    if len(own) == 1 and len(mapped) > SPARSE and _is_alone(row, own[0], texts):
        return SECTION
    return None


def _is_alone(row, index, texts):
    """One text in the whole row, or with nothing but its numbering: 'II.' or the '3' of a unit's name."""
    others = [row.cells[i].text for i in row.own() if i != index]
    if not others:
        return True
    unit = names_unit(row.cells[index].text)
    return all(_ORDER.match(text) or (unit and _WHOLE.match(text)) for text in others)


def names_unit(text):
    """Whether a text begins as the name of an agency does: 'DINAS KESEHATAN'."""
    return bool(_UNIT.match(text))


def _is_signature(text):
    return bool(_SIGNATURE.match(text)) and not _DAY_ROW.match(text)


def _is_numbering(row):
    """'1 2 3 4 ...' under the headings."""
    own = row.own()
    texts = [row.cells[i].text for i in own]
    if len(own) < 3 or not all(_WHOLE.match(t) for t in texts):
        return False
    values = [int(t.strip("()")) for t in texts]
    return all(later == earlier + 1 for earlier, later in zip(values, values[1:], strict=False))


def _whole_text(row):
    return " ".join(row.cells[index].text for index in row.own())[:120]


def _first_text(row):
    own = row.own()
    return row.cells[own[0]].text[:120] if own else ""
