"""Files that mean harm, made in memory."""

import io
import random
import zipfile

import openpyxl

TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Override PartName="/xl/workbook.xml" ContentType="{book}"/></Types>'
)
PLAIN_BOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
MACRO_BOOK = "application/vnd.ms-excel.sheet.macroEnabled.main+xml"
BOOK = (
    '<workbook xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">'
    '<sheets><sheet name="Daftar" sheetId="1" r:id="r1"/></sheets></workbook>'
)
RELATIONS = '<Relationships><Relationship Id="r1" Target="worksheets/sheet1.xml"/></Relationships>'
SHEET = "xl/worksheets/sheet1.xml"


def workbook_bytes(fill=None):
    """An ordinary workbook, after `fill(book)` worked on it."""
    book = openpyxl.Workbook()
    book.active.append(["Nama", "NIP"])
    if fill:
        fill(book)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def zipped(parts, method=zipfile.ZIP_DEFLATED):
    """A zip of `parts` (name -> text or bytes)."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", method) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return stream.getvalue()


def xlsx_of(sheet_xml, content_type=PLAIN_BOOK, **more):
    """A minimal xlsx around the XML of its only sheet; `more` are further parts by path."""
    return zipped(
        {
            "[Content_Types].xml": TYPES.format(book=content_type),
            "xl/workbook.xml": BOOK,
            "xl/_rels/workbook.xml.rels": RELATIONS,
            SHEET: sheet_xml,
            **more,
        }
    )


def rows_of(count, columns=20):
    """The XML of a sheet with `count` rows of numbers that do not repeat."""
    chance = random.Random(count)
    cells = [f"<c><v>{chance.randrange(10**9)}</v></c>" for _ in range(count * columns)]
    rows = "".join(f"<row>{''.join(cells[n * columns : (n + 1) * columns])}</row>" for n in range(count))
    return f"<worksheet><sheetData>{rows}</sheetData></worksheet>"


def bomb():
    """2 MB that unpack to more than the limit."""
    return xlsx_of(b"<worksheet><sheetData>" + b"<row/>" * 12_000_000)


def entity_bomb():
    levels = "".join(f'<!ENTITY e{i} "{f"&e{i - 1};" * 10}">' for i in range(1, 10))
    return xlsx_of(
        f'<!DOCTYPE worksheet [<!ENTITY e0 "lol">{levels}]>'
        '<worksheet><sheetData><row><c t="str"><v>&e9;</v></c></row></sheetData></worksheet>'
    )


def file_entity():
    return xlsx_of(
        '<!DOCTYPE worksheet [<!ENTITY f SYSTEM "file:///etc/hostname">]>'
        '<worksheet><sheetData><row><c t="str"><v>&f;</v></c></row></sheetData></worksheet>'
    )


def far_cell():
    return workbook_bytes(lambda book: book.active.cell(1_048_576, 1, "jauh"))


def wide_sheet():
    return workbook_bytes(lambda book: book.active.append(list(range(1, 10_001))))


def many_rows():
    return xlsx_of(rows_of(7_000, 3))


def many_parts():
    return zipped({f"part{i}.xml": "<a/>" for i in range(300)})


def external_links():
    return xlsx_of(rows_of(2), **{"xl/externalLinks/externalLink1.xml": "<externalLink/>"})


def macros():
    return xlsx_of(rows_of(2), **{"xl/vbaProject.bin": b"\x00"})


def macro_type():
    return xlsx_of(rows_of(2), content_type=MACRO_BOOK)


def encrypted():
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "EncryptedPackage".encode("utf-16-le")


def old_xls():
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)


def cut_short():
    return workbook_bytes()[:-400]


def merge_flood():
    merges = "".join(f'<mergeCell ref="A1:XFD{1_048_576 - n}"/>' for n in range(100_000))
    return xlsx_of(
        "<worksheet><sheetData><row r='1'><c r='A1' t='str'><v>a</v></c></row>"
        "<row r='6000'><c r='B6000' t='str'><v>b</v></c></row></sheetData>"
        f"<mergeCells>{merges}</mergeCells></worksheet>"
    )


def many_cells():
    """Under every limit of one sheet, over the limit of the file."""
    book = BOOK.replace(
        '<sheet name="Daftar" sheetId="1" r:id="r1"/>',
        "".join(f'<sheet name="S{i}" sheetId="{i}" r:id="r1"/>' for i in range(1, 40)),
    )
    return xlsx_of(rows_of(6_000, 6), **{"xl/workbook.xml": book})


def shared_text_entities():
    texts = '<!DOCTYPE sst [<!ENTITY a "aaaaaaaaaa">]><sst><si><t>&a;</t></si></sst>'
    return xlsx_of(rows_of(2), **{"xl/sharedStrings.xml": texts})


def deep_nesting():
    """A million elements, each inside the other, never closed."""
    return xlsx_of(
        b"<worksheet><sheetData>" + b"<a>" * 1_000_000 + bytes(random.Random(1).randbytes(100_000))
    )


def long_text():
    letters = "".join(random.Random(2).choices("abcdefghij", k=40_000))
    return xlsx_of(
        f'<worksheet><sheetData><row><c t="str"><v>{letters}</v></c></row></sheetData></worksheet>'
    )


ODS_TYPE = "application/vnd.oasis.opendocument.spreadsheet"
ODS_HEAD = (
    '<office:document-content xmlns:office="o" xmlns:table="t" xmlns:text="x" xmlns:xlink="l">'
    '<office:body><office:spreadsheet><table:table table:name="Daftar">'
)
ODS_TAIL = "</table:table></office:spreadsheet></office:body></office:document-content>"
ODS_CELL = "<table:table-cell{more}><text:p>isi</text:p></table:table-cell>"


def ods_of(rows, head=ODS_HEAD, **more):
    """A minimal ods around the XML of its rows."""
    return zipped({"mimetype": ODS_TYPE, "content.xml": head + rows + ODS_TAIL, **more})


def ods_bomb():
    return ods_of("<table:table-row/>" * 4_000_000)


def ods_entities():
    declared = '<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/hostname">]>'
    return ods_of("<table:table-row><text:p>&f;</text:p></table:table-row>", head=declared + ODS_HEAD)


def ods_far_cell():
    empty = '<table:table-row table:number-rows-repeated="1048575"/>'
    return ods_of(f"{empty}<table:table-row>{ODS_CELL.format(more='')}</table:table-row>")


def ods_wide():
    cell = ODS_CELL.format(more=' table:number-columns-repeated="10000"')
    return ods_of(f"<table:table-row>{cell}</table:table-row>")


def ods_macros():
    return ods_of("<table:table-row/>", **{"Basic/Standard/Module1.xml": "<module/>"})


def ods_links():
    return ods_of('<table:table-source xlink:href="http://x.example/a.ods"/>')


def csv_wide():
    return ",".join(f"k{n}" for n in range(10_000)).encode()


def csv_many_rows():
    return b"a,b\n" * 1_000_000


def csv_long_text():
    return b'Nama,NIP\n"' + b"a" * 200_000 + b'",1\n'
