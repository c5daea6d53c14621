"""docs/imports.md says what the reader does; the headings in it are the reader's own."""

from django.conf import settings

from lo_portal.imports import documentation, registry
from lo_portal.sheets.columns import normal


def test_documented_headings_and_refusals_are_the_readers_own():
    page = (settings.BASE_DIR / "docs" / "imports.md").read_text()

    assert documentation.redrawn(page) == page, "run manage.py document_imports"


def test_heading_belongs_to_two_columns_only_where_a_neighbour_decides():
    for kind in registry.kinds():
        owners = {}
        for column in kind.columns:
            for name in column.names():
                owners.setdefault(normal(name), []).append(column)
        for name, columns in owners.items():
            undecided = [column.field for column in columns if not (column.beside or column.fits)]
            assert len(undecided) <= 1, (kind.key, name, undecided)
