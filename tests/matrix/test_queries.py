"""No page asks the database more often because an event has more rows.

Every address that can be read is opened before and after its event grew: three more of everything, and two or
three more below each row. The tests of the rooms count the queries of single pages; this one forgets none.
"""

from collections import Counter

import pytest
import time_machine
from django.contrib.contenttypes.models import ContentType

from tests.matrix import world as worlds
from tests.matrix.growing import below, grow
from tests.matrix.visiting import addresses, lacking, methods_of, url_of

READ = [(address, parameters) for address, parameters in addresses() if "get" in methods_of(address.view)]


def _opened(world, name: str) -> dict[str, list[str]]:
    """The queries of every address that answers this person, by its name."""
    ContentType.objects.get_for_models(*(kind.model_class() for kind in ContentType.objects.all()))
    found = {}
    for address, parameters in READ:
        if not lacking(world, address, parameters):
            sent = worlds.sent_to(world, address.name, "mine")
            answer = world.visitors[name].ask("get", url_of(world, address, parameters, "mine"), sent)
            if answer.status == 200:
                found[address.name] = answer.queries
    return found


@pytest.mark.parametrize("name", ["staff", "coordinator", "officer"])
def test_no_page_asks_more_of_a_larger_event(name, world, db):
    with time_machine.travel(worlds.AT, tick=False):
        below(world.rows["mine"], 0)  # of nothing, nothing is fetched besides
    few = _opened(world, name)
    with time_machine.travel(worlds.AT, tick=False):
        grow(world, "mine")
    many = _opened(world, name)
    more = {
        page: Counter(queries) - Counter(few[page])
        for page, queries in many.items()
        if page in few and len(queries) > len(few[page])
    }
    assert few.keys() == many.keys()
    assert not more, "\n".join(
        f"{page}: {len(few[page])} -> {len(many[page])} {asked.most_common(2)}"
        for page, asked in more.items()
    )
