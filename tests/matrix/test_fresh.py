"""What the table marks `fresh` or `!` asks for the second step anew after 15 minutes; nothing else does."""

from datetime import timedelta

import pytest

from delegates.models import Guest, Stay
from lo_portal.access import matrix
from officers.models import Officer
from tests.matrix import cast
from tests.matrix import world as worlds
from tests.matrix.visiting import addresses, methods_of, url_of

STALE = worlds.AT + timedelta(minutes=16)
TYPED = dict.fromkeys(matrix.guarded(Guest), "K1234567")


def _asks(answer) -> bool:
    return answer.status == 401 or "/step-up/" in answer.location


def _posts(name):
    """The addresses to which the person may post; a list is asked for by POST with its restricted columns."""
    for address, parameters in addresses():
        if address.is_public or "post" not in methods_of(address.view):
            continue
        if cast.may(name, address.permission, "mine", bare=not parameters):
            yield address, parameters


@pytest.mark.parametrize("name", ["staff", "coordinator", "signatory", "admin"])
def test_old_proof_is_asked_for_anew_where_the_table_says_so(name, world, db):
    wrong = []
    for address, parameters in _posts(name):
        url = url_of(world, address, parameters, "mine")
        sent = worlds.sent_to(world, address.name, "mine") | TYPED
        asked = world.visitors[name].ask("post", url, sent, at=STALE)
        wanted = address.name in matrix.matrix().fresh or address.name.endswith("-export")
        if _asks(asked) is not wanted:
            wrong.append(f"{address.name}: {asked.status} {asked.location}")
        if wanted and asked.wrote:
            wrong.append(f"{address.name} wrote {asked.wrote} before the step")
        if wanted and _asks(world.visitors[name].ask("post", url, sent)):
            wrong.append(f"{address.name} asks although the step was just made")
    assert not wrong, "\n".join(wrong)


def test_the_columns_that_want_the_step_are_those_of_the_design():
    """Design, matrix: `!` for passports and security notes; none for health, rooms and service numbers."""
    assert matrix.guarded(Guest) == {"passport_number", "security_note"}
    assert (matrix.guarded(Stay), matrix.guarded(Officer)) == (set(), set())


def test_a_guest_is_changed_without_the_step_where_nothing_guarded_is_typed(world, db):
    [(address, parameters)] = [one for one in addresses() if one[0].name == "delegates:guest-change"]
    url = url_of(world, address, parameters, "mine")
    assert not _asks(world.visitors["staff"].ask("post", url, {"health_note": "asma"}, at=STALE))
