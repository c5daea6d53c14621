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


@dataclass(frozen=True, slots=True)
class Style:
    """What a cell's style says that a list's reader wants to know."""

    shows_date: bool = False
    struck: bool = False


class _Styles(Listener):
    """The cell styles by their index."""

    def __init__(self, limits):
        super().__init__(limits)
        self.dates = set(numbers.BUILT_IN_DATES)
        self.fonts = []
        self.styles = []
        self.within = ""

    def opened(self, name, attrs):
        if name in ("fonts", "cellXfs"):
            self.within = name
        elif name == "font" and self.within == "fonts":
            self.fonts.append(False)
        elif name == "strike" and self.within == "fonts":
            self.fonts[-1] = attrs.get("val", "1") not in ("0", "false")
        elif name == "numFmt" and attrs.get("numFmtId", "").isdigit():
            if numbers.shows_date(attrs.get("formatCode", "")):
                self.dates.add(int(attrs["numFmtId"]))
        elif name == "xf" and self.within == "cellXfs":
            font, number = _index(attrs.get("fontId")), _index(attrs.get("numFmtId"))
            struck = font < len(self.fonts) and self.fonts[font]
            self.styles.append(Style(number in self.dates, struck))

    def closed(self, name):
        if name == self.within:
            self.within = ""


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


def read_styles(archive) -> list[Style]:
    if "xl/styles.xml" not in archive.names:
        return []
    return listen(archive.chunks("xl/styles.xml"), _Styles(archive.limits)).styles


def _index(text):
    return int(text) if text and text.isascii() and text.isdecimal() and len(text) < 7 else 0


def _absolute(target):
    if target.startswith("/"):
        return target.lstrip("/")
    return posixpath.normpath(posixpath.join("xl", target))
