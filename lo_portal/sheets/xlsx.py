"""Reads xlsx: cells as they stand, formulas by their stored result, nothing evaluated."""

import re

from lo_portal.sheets import numbers, refusals, xlsx_parts
from lo_portal.sheets.archive import Archive
from lo_portal.sheets.grid import Counter, Grid
from lo_portal.sheets.sentences import SheetRefused
from lo_portal.sheets.streams import Listener, listen
from lo_portal.sheets.tables import Cell, Workbook, split_address

CONTENT_TYPES = "[Content_Types].xml"
BOOK = "xl/workbook.xml"
MACRO_SIGNS = ("vbaProject", "macrosheets", "activeX")
EXTERNAL_SIGNS = ("xl/externalLinks/", "xl/connections.xml", "xl/queryTables/")
_PLAIN = xlsx_parts.Style()
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")


def read_xlsx(archive: Archive, name) -> Workbook:
    """The workbook of an opened xlsx. Raises SheetRefused."""
    _check_parts(archive)
    parts, epoch = xlsx_parts.read_book(archive)
    texts = xlsx_parts.read_texts(archive)
    styles = xlsx_parts.read_styles(archive)
    counter = Counter(archive.limits)
    sheets = []
    for part in parts:
        listener = _SheetListener(Grid(part.name, counter), texts, styles, epoch)
        listen(archive.chunks(part.path), listener)
        sheets.append(listener.grid.sheet(part.hidden))
    return Workbook(name, "xlsx", tuple(sheets))


def _check_parts(archive):
    names = archive.names
    if any(sign in name for name in names for sign in MACRO_SIGNS):
        raise SheetRefused(refusals.MACROS)
    if b"macroEnabled" in archive.read(CONTENT_TYPES):
        raise SheetRefused(refusals.MACROS)
    if any(name.startswith(EXTERNAL_SIGNS) for name in names):
        raise SheetRefused(refusals.EXTERNAL)


class _SheetListener(Listener):
    def __init__(self, grid, texts, styles, epoch):
        super().__init__(grid.counter.limits)
        self.grid = grid
        self.texts = texts
        self.styles = styles
        self.epoch = epoch
        self.row = self.column = 0
        self.attrs = None
        self.said_in = None
        self.pieces = {}
        self.formula = self.phonetic = False

    def opened(self, name, attrs):
        handler = _OPENED.get(name)
        if handler:
            handler(self, attrs)

    def closed(self, name):
        if name == "c" and self.attrs is not None:
            self._put()
        elif name == "rPh":
            self.phonetic = False
        elif name in ("v", "t", "f"):
            self.said_in = None

    def said(self, text):
        if self.said_in:
            self.pieces.setdefault(self.said_in, []).append(text)

    def _row(self, attrs):
        self.row = _row_number(attrs.get("r"), self.row + 1)
        if attrs.get("hidden") in ("1", "true"):
            self.grid.hidden_rows.add(self.row)
        self.column = 0

    def _cell(self, attrs):
        self.attrs = attrs
        self.pieces = {}
        self.formula = False
        if reference := attrs.get("r"):
            self.row, self.column = _place(reference)

    def _text(self, _attrs):
        self.said_in = None if self.phonetic else "t"

    def _value(self, _attrs):
        self.said_in = "v"

    def _formula(self, _attrs):
        self.formula = True
        self.said_in = "f"

    def _phonetic(self, _attrs):
        self.phonetic = True

    def _merge(self, attrs):
        first, _, last = attrs.get("ref", "").partition(":")
        if last:
            (top, left), (bottom, right) = _place(first), _place(last)
            self.grid.merge(top, left, bottom, right)

    def _put(self):
        cell = self._read_cell()
        self.grid.put(self.row, self.column, cell)
        if cell.filled and self._style().struck:
            self.grid.strike(self.row)
        self.attrs = None
        self.column += 1

    def _read_cell(self):
        kind = self.attrs.get("t", "n")
        raw = "".join(self.pieces.get("v", ()))
        if kind == "inlineStr":
            return Cell(*_text_cell("".join(self.pieces.get("t", ()))), formula=self.formula)
        if kind == "s":
            return Cell(*_text_cell(self._shared(raw)), formula=self.formula)
        if kind == "str":
            return Cell(*_text_cell(raw), formula=self.formula)
        if kind == "b":
            return Cell(raw.strip() == "1" if raw else None, "bool", raw, self.formula)
        if kind == "e":
            return Cell(raw, "error", raw, self.formula)
        return self._read_number(raw, kind)

    def _style(self):
        number = self.attrs.get("s", "0")
        known = number.isdigit() and int(number) < len(self.styles)
        return self.styles[int(number)] if known else _PLAIN

    def _shared(self, raw):
        index = numbers.number(raw) if raw else None
        if not isinstance(index, int) or not 0 <= index < len(self.texts):
            raise SheetRefused(refusals.BROKEN)
        return self.texts[index]

    def _read_number(self, raw, kind):
        if kind == "d":
            return Cell(raw, "text", raw, self.formula)
        value = numbers.number(raw) if raw else None
        if value is None:
            return Cell(None, "number", "", self.formula)
        if self._style().shows_date:
            moment = numbers.instant(value, self.epoch)
            if moment is not None:
                return Cell(moment, "date", raw, self.formula)
        return Cell(value, "number", raw, self.formula)


_OPENED = {
    "row": _SheetListener._row,
    "c": _SheetListener._cell,
    "t": _SheetListener._text,
    "v": _SheetListener._value,
    "f": _SheetListener._formula,
    "rPh": _SheetListener._phonetic,
    "mergeCell": _SheetListener._merge,
}


def _text_cell(text):
    plain = _ESCAPED.sub(_unescaped, text)
    return (plain if plain.strip() else None), "text", plain


def _unescaped(match):
    """The sign that an xlsx writes as _x000D_; what is no text, and no database keeps, is left out."""
    code = int(match[1], 16)
    return "" if code == 0 or 0xD800 <= code <= 0xDFFF else chr(code)


def _place(reference):
    try:
        return split_address(reference.replace("$", ""))
    except ValueError as error:
        raise SheetRefused(refusals.BROKEN) from error


def _row_number(text, expected):
    if text is None:
        return expected
    if not text.isdigit() or len(text) > 7:
        raise SheetRefused(refusals.BROKEN)
    return int(text)
