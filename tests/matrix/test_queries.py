"""No page asks the database more often because an event has more rows.

Every address that can be read is opened before and after its event grew: three more of everything, and two or
three more below each row. The tests of the rooms count the queries of single pages; this one forgets none.
"""

from collections import Counter

import pytest
import time_machine
from django.contrib.contenttypes.models import ContentType

from tests.matrix import world as worlds
from tests.matrix.growing import grow
from tests.matrix.visiting import open_all, pages_of


@pytest.mark.parametrize("name", ["staff", "coordinator", "officer"])
def test_no_page_asks_more_of_a_larger_event(name, world, db):
    ContentType.objects.get_for_models(*(kind.model_class() for kind in ContentType.objects.all()))
    few = {page: answer.queries for page, answer in pages_of(world, name).items()}
    with time_machine.travel(worlds.AT, tick=False):
        grow(world, "mine")
    many = {page: answer.queries for page, answer in open_all(world, name).items()}
    assert few.keys() == many.keys()
    more = {page: Counter(many[page]) - Counter(few[page]) for page in few}
    more = {page: asked for page, asked in more.items() if len(many[page]) > len(few[page])}
    assert not more, "\n".join(
        f"{page}: {len(few[page])} -> {len(many[page])} {asked.most_common(2)}"
        for page, asked in more.items()
    )
