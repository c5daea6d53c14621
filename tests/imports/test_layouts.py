"""Whatever stands around a list and in which order: its columns and its rows are found."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lo_portal.imports import registry
from lo_portal.sheets.columns import normal
from lo_portal.sheets.layout import find_table
from lo_portal.sheets.tables import Cell, Row, Sheet

TITLES = [("DAFTAR PESERTA",), (None, "PERTEMUAN TINGKAT MENTERI"), ("Per 8 November 2022",), (None,)]
FOOTERS = [
    (None, None, "Pontianak, 8 November 2022"),
    (None, "Kepala Biro Umum,"),
    ("Jumlah", None),
    (None, None, "NIP 196801011995031999"),
]
KINDS = [kind for kind in registry.kinds() if kind.layout == "rows"]


def aliases_of(kind):
    """field -> headings that mean it alone."""
    owners = {}
    for column in kind.columns:
        for name in (column.label, column.label_en, *column.aliases.split("|")):
            owners.setdefault(normal(name), set()).add(column.field)
    return {
        column.field: [
            name
            for name in (column.label, column.label_en, *column.aliases.split("|"))
            if name and owners[normal(name)] == {column.field}
        ]
        for column in kind.columns
    }


@st.composite
def layouts(draw, kind):
    """(the sheet, field -> heading, numbers of the list's rows)."""
    names = aliases_of(kind)
    optional = [column.field for column in kind.columns if not column.required]
    fields = [column.field for column in kind.columns if column.required]
    more = st.lists(st.sampled_from(optional), unique=True, min_size=max(0, 2 - len(fields)))
    fields = draw(st.permutations(fields + draw(more)))
    headings = {field: draw(st.sampled_from(names[field])) for field in fields}
    case = draw(st.sampled_from([str.upper, str.title, str.lower, lambda text: f" {text}. "]))
    blank = draw(st.integers(0, len(fields)))
    top = draw(st.lists(st.sampled_from(TITLES), max_size=3))
    body = [[f"{field} {n}" for field in fields] for n in range(draw(st.integers(1, 4)))]
    end = draw(st.sampled_from([[], FOOTERS[:2], FOOTERS]))
    head = [case(headings[field]) for field in fields]
    inner = [_parted(row, blank) for row in [head, *body]]
    numbering = [[str(place) for place in range(1, len(inner[0]) + 1)]] if draw(st.booleans()) else []
    rows = [*top, inner[0], *numbering, *inner[1:], *end]
    made = [Row(n, tuple(Cell(v) for v in row)) for n, row in enumerate(rows, start=1) if any(row)]
    first = len(top) + 1 + len(numbering)
    return Sheet("Lembar1", tuple(made)), set(fields), [first + n for n in range(1, len(body) + 1)]


def _parted(row, place):
    return [*row[:place], None, *row[place:]]


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.key)
@settings(deadline=None)
@given(data=st.data())
def test_columns_and_rows_are_found(kind, data):
    sheet, fields, numbers = data.draw(layouts(kind))

    table = find_table(sheet, kind.columns)

    assert {field for heading in table.headings for field in heading.fields} == fields
    assert [row.number for row in table.body] == numbers
    for row in table.body:
        for field in fields:
            assert row.cell(table.heading_of(field).index).text.startswith(field)
