"""The parts of an xlsx besides the sheets: names, texts, formats."""

import posixpath
from dataclasses import dataclass

from lo_portal.sheets import numbers, refusals
from lo_portal.sheets.sentences import SheetRefused
from lo_portal.sheets.streams import Listener, listen


@dataclass(frozen=True, slots=True)
class SheetPart:
    name: str
    path: str
    hidden: bool


class _Book(Listener):
    def __init__(self, limits):
        super().__init__(limits)
        self.sheets = []
        self.epoch = numbers.EPOCH

    def opened(self, name, attrs):
        if name == "sheet":
            key = next((v for k, v in attrs.items() if k.endswith(":id")), "")
            hidden = attrs.get("state", "visible") != "visible"
            self.sheets.append((attrs.get("name", ""), key, hidden))
        elif name == "workbookPr" and attrs.get("date1904", "0") in ("1", "true"):
            self.epoch = numbers.EPOCH_1904


class _Relations(Listener):
    def __init__(self, limits):
        super().__init__(limits)
        self.targets = {}

    def opened(self, name, attrs):
        if name == "Relationship":
            self.targets[attrs.get("Id", "")] = attrs.get("Target", "")


class _Texts(Listener):
    """Shared strings: rich runs joined, phonetic hints left out."""

    def __init__(self, limits):
        super().__init__(limits)
        self.texts = []
        self.pieces = None
        self.in_text = self.phonetic = False

    def opened(self, name, attrs):
        if name == "si":
            self.pieces = []
            if len(self.texts) > self.limits.cells:
                raise SheetRefused(refusals.TOO_MANY_CELLS, limit=self.limits.cells)
        elif name == "rPh":
            self.phonetic = True
        elif name == "t":
            self.in_text = not self.phonetic

    def said(self, text):
        if self.in_text and self.pieces is not None:
            self.pieces.append(text)

    def closed(self, name):
        if name == "t":
            self.in_text = False
        elif name == "rPh":
            self.phonetic = False
        elif name == "si":
            self.texts.append("".join(self.pieces))
            self.pieces = None


class _Styles(Listener):
    """Which cell styles show dates, by their index."""

    def __init__(self, limits):
        super().__init__(limits)
        self.dates = set(numbers.BUILT_IN_DATES)
        self.styles = []
        self.in_cells = False

    def opened(self, name, attrs):
        if name == "numFmt" and attrs.get("numFmtId", "").isdigit():
            if numbers.shows_date(attrs.get("formatCode", "")):
                self.dates.add(int(attrs["numFmtId"]))
        elif name == "cellXfs":
            self.in_cells = True
        elif name == "xf" and self.in_cells:
            format_id = attrs.get("numFmtId", "0")
            self.styles.append(format_id.isdigit() and int(format_id) in self.dates)

    def closed(self, name):
        if name == "cellXfs":
            self.in_cells = False


def read_book(archive):
    """The sheets in their order and the epoch of their dates."""
    book = listen(archive.chunks("xl/workbook.xml"), _Book(archive.limits))
    relations = listen(archive.chunks("xl/_rels/workbook.xml.rels"), _Relations(archive.limits)).targets
    parts = []
    for name, key, hidden in book.sheets:
        path = _absolute(relations.get(key, ""))
        if path in archive.names:
            parts.append(SheetPart(name, path, hidden))
    return parts, book.epoch


def read_texts(archive):
    if "xl/sharedStrings.xml" not in archive.names:
        return []
    return listen(archive.chunks("xl/sharedStrings.xml"), _Texts(archive.limits)).texts


def read_date_styles(archive):
    """For every cell style, whether it shows a date."""
    if "xl/styles.xml" not in archive.names:
        return []
    return listen(archive.chunks("xl/styles.xml"), _Styles(archive.limits)).styles


def _absolute(target):
    if target.startswith("/"):
        return target.lstrip("/")
    return posixpath.normpath(posixpath.join("xl", target))
