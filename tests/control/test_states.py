from pathlib import Path

import pytest
from django.conf import settings

from assignments.control import states


def test_the_documented_diagrams_are_the_tables():
    assert Path(settings.BASE_DIR, "docs", "states.md").read_text() == states.draw()


@pytest.mark.parametrize("name", states.TABLES)
def test_every_state_of_the_enum_has_its_row(name):
    moves = states.TABLES[name]
    kind = type(next(iter(moves)))
    assert set(moves) == set(kind)
