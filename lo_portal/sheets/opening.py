"""One door for every list file: the kind is told by the content, never by the name."""

from lo_portal.sheets import refusals
from lo_portal.sheets.archive import Archive
from lo_portal.sheets.delimited import read_csv
from lo_portal.sheets.limits import LIMITS, MEGABYTE
from lo_portal.sheets.ods import read_ods
from lo_portal.sheets.sentences import SheetRefused
from lo_portal.sheets.tables import Workbook
from lo_portal.sheets.xlsx import BOOK, CONTENT_TYPES, read_xlsx

ZIP = b"PK\x03\x04"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ENCRYPTED_PACKAGE = "EncryptedPackage".encode("utf-16-le")
ODS_TYPE = b"application/vnd.oasis.opendocument.spreadsheet"
MACRO_SUFFIXES = (".xlsm", ".xltm", ".xlsb", ".xlam")
# Beginnings of files that are sometimes renamed to a list.
FOREIGN = (b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b", b"{\\rtf")
MARKUP = (b"<!doctype", b"<html", b"<?xml", b"<table")


def read_workbook(data: bytes, name: str, limits=LIMITS) -> Workbook:
    """Read a list file into plain tables.

    Raises SheetRefused with a sentence for whatever is not a plain list:
    too large, packed too densely, macros, external links, renamed, damaged.
    """
    if not data.strip():
        raise SheetRefused(refusals.EMPTY)
    if len(data) > limits.file_size:
        size, limit = round(len(data) / MEGABYTE, 1), limits.file_size // MEGABYTE
        raise SheetRefused(refusals.TOO_BIG, size=size, limit=limit)
    workbook = _read_by_content(data, name, suffix_of(name), limits)
    if not any(sheet.rows for sheet in workbook.sheets):
        raise SheetRefused(refusals.NO_SHEET)
    return workbook


def suffix_of(name):
    """'Daftar LO.XLSX' -> '.xlsx'; '' without an ending."""
    head, dot, tail = name.rpartition(".")
    return f".{tail.lower()}" if dot and head else ""


def _read_by_content(data, name, suffix, limits):
    if suffix in MACRO_SUFFIXES:
        raise SheetRefused(refusals.MACROS)
    if data.startswith(OLE):
        encrypted = ENCRYPTED_PACKAGE in data
        raise SheetRefused(refusals.ENCRYPTED if encrypted else refusals.OLD_XLS)
    if data.startswith(ZIP):
        return _read_zip(Archive(data, limits), name, suffix)
    if data.startswith(FOREIGN) or data[:512].lstrip().lower().startswith(MARKUP):
        raise SheetRefused(refusals.UNKNOWN_KIND)
    if suffix not in (".csv", ".txt", ".tsv"):
        known = suffix in (".xlsx", ".ods")
        raise SheetRefused(refusals.RENAMED if known else refusals.UNKNOWN_KIND, suffix=suffix)
    return read_csv(data, name, limits)


def _read_zip(archive, name, suffix):
    if {CONTENT_TYPES, BOOK} <= archive.names:
        kind, read = ".xlsx", read_xlsx
    elif "content.xml" in archive.names and _is_ods(archive):
        kind, read = ".ods", read_ods
    elif CONTENT_TYPES in archive.names and b"spreadsheetml" in archive.read(CONTENT_TYPES):
        raise SheetRefused(refusals.BROKEN)
    else:
        raise SheetRefused(refusals.UNKNOWN_KIND)
    if suffix != kind:
        raise SheetRefused(refusals.RENAMED, suffix=suffix or "-")
    return read(archive, name)


def _is_ods(archive):
    return "mimetype" in archive.names and archive.read("mimetype").startswith(ODS_TYPE)
