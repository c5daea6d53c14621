"""Reads OpenDocument spreadsheets the same way as xlsx."""

from datetime import datetime, time, timedelta

from lo_portal.sheets import numbers, refusals
from lo_portal.sheets.archive import Archive
from lo_portal.sheets.grid import Counter, Grid
from lo_portal.sheets.sentences import SheetRefused
from lo_portal.sheets.streams import Listener, listen
from lo_portal.sheets.tables import Cell, Workbook

CONTENT = "content.xml"
MANIFEST = "META-INF/manifest.xml"
EXTERNAL_ELEMENTS = frozenset(["table-source", "cell-range-source", "dde-link", "dde-source"])
MACRO_FOLDERS = ("Basic/", "Scripts/")
# A pattern repeated this often is padding, not data.
SENSIBLE_REPEAT = 6_000


def read_ods(archive: Archive, name) -> Workbook:
    """The workbook of an opened ods. Raises SheetRefused."""
    if any(part.startswith(MACRO_FOLDERS) for part in archive.names):
        raise SheetRefused(refusals.MACROS)
    manifest = archive.read(MANIFEST) if MANIFEST in archive.names else b""
    if b"encryption-data" in manifest:
        raise SheetRefused(refusals.ENCRYPTED)
    listener = listen(archive.chunks(CONTENT), _Content(archive.limits))
    return Workbook(name, "ods", tuple(grid.sheet() for grid in listener.grids))


class _Content(Listener):
    def __init__(self, limits):
        super().__init__(limits)
        self.counter = Counter(limits)
        self.grids = []
        self.row = self.column = 0
        self.row_repeat = 1
        self.waiting = []
        self.attrs = None
        self.pieces = []
        self.notes = 0
        self.paragraphs = 0

    @property
    def grid(self):
        return self.grids[-1]

    def opened(self, name, attrs):
        if name in EXTERNAL_ELEMENTS:
            raise SheetRefused(refusals.EXTERNAL)
        handler = _OPENED.get(name)
        if handler:
            handler(self, attrs)

    def closed(self, name):
        handler = _CLOSED.get(name)
        if handler:
            handler(self)

    def said(self, text):
        if self.attrs is not None and self.paragraphs and not self.notes:
            self.pieces.append(text)

    def _table(self, attrs):
        self.grids.append(Grid(attrs.get("table:name", ""), self.counter))
        self.row = 0

    def _open_row(self, attrs):
        self.row += 1
        self.column = 0
        self.waiting = []
        self.row_repeat = _whole(attrs.get("table:number-rows-repeated"))
        self.row_hidden = attrs.get("table:visibility", "visible") != "visible"

    def _close_row(self):
        if self.waiting:
            for offset in range(min(self.row_repeat, SENSIBLE_REPEAT + 1)):
                for index, cell in self.waiting:
                    self.grid.put(self.row + offset, index, cell)
                if self.row_hidden:
                    self.grid.hidden_rows.add(self.row + offset)
        self.row += self.row_repeat - 1

    def _open_cell(self, attrs):
        self.attrs = attrs
        self.pieces = []
        self.paragraphs = 0

    def _close_cell(self):
        if self.attrs is None:
            return
        repeat = _whole(self.attrs.get("table:number-columns-repeated"))
        cell = _read_cell(self.attrs, "".join(self.pieces))
        if cell.filled:
            limit = self.limits.columns
            self.waiting += [(self.column + i, cell) for i in range(min(repeat, limit + 1))]
            self._merge()
        self.column += repeat
        self.attrs = None

    def _merge(self):
        down = _whole(self.attrs.get("table:number-rows-spanned"))
        right = _whole(self.attrs.get("table:number-columns-spanned"))
        if down > 1 or right > 1:
            bottom, last = self.row + down - 1, self.column + right - 1
            self.grid.merge(self.row, self.column, bottom, last)

    def _covered(self, attrs):
        self.column += _whole(attrs.get("table:number-columns-repeated"))
        self.attrs = None

    def _paragraph(self, _attrs):
        if self.notes:
            return
        if self.paragraphs:
            self.pieces.append("\n")
        self.paragraphs += 1

    def _blank(self, attrs):
        self.said(" " * min(_whole(attrs.get("text:c")), 100))

    def _break(self, _attrs):
        self.said("\n")

    def _open_note(self, _attrs):
        self.notes += 1

    def _close_note(self):
        self.notes -= 1


_OPENED = {
    "table": _Content._table,
    "table-row": _Content._open_row,
    "table-cell": _Content._open_cell,
    "covered-table-cell": _Content._covered,
    "p": _Content._paragraph,
    "s": _Content._blank,
    "tab": _Content._break,
    "line-break": _Content._break,
    "annotation": _Content._open_note,
}
_CLOSED = {
    "table-row": _Content._close_row,
    "table-cell": _Content._close_cell,
    "annotation": _Content._close_note,
}


def _read_cell(attrs, text):
    formula = "table:formula" in attrs
    kind = attrs.get("office:value-type", "string")
    if kind in ("float", "currency", "percentage"):
        raw = attrs.get("office:value", "")
        return Cell(numbers.number(raw), "number", raw, formula)
    if kind == "date":
        return _moment(attrs.get("office:date-value", ""), formula)
    if kind == "time":
        return _time_of_day(attrs.get("office:time-value", ""), text, formula)
    if kind == "boolean":
        raw = attrs.get("office:boolean-value", "")
        return Cell(raw == "true", "bool", raw, formula)
    return Cell(text if text.strip() else None, "text", text, formula)


def _moment(raw, formula):
    try:
        return Cell(datetime.fromisoformat(raw).replace(tzinfo=None), "date", raw, formula)
    except ValueError:
        return Cell(raw or None, "text", raw, formula)


def _time_of_day(raw, text, formula):
    """PT09H30M00S -> 09:30; anything else stays the text that is shown."""
    try:
        moment = datetime.strptime(raw.partition(".")[0].rstrip("S") + "S", "PT%HH%MM%SS")
    except ValueError:
        return Cell(text or None, "text", text, formula)
    start = datetime.min + timedelta(hours=moment.hour, minutes=moment.minute)
    return Cell(time(start.hour, start.minute), "date", raw, formula)


def _whole(text):
    return int(text) if text and text.isdigit() and len(text) < 9 else 1
