"""Every address, opened by everybody, with rows that are theirs, their neighbour's and another event's.

What comes back must equal the access table (lo_portal/access/matrix.toml): refused where it has no cell,
not found where the rows lie out of reach, answered where it allows. Each answer is also searched for
canaries: texts in columns that the person may not read.

When this fails for a new address: give its permission a line in the table; give its rows a line in
`tests/matrix/world.py`.
"""

import pytest

from tests.matrix import cast
from tests.matrix import world as worlds
from tests.matrix.visiting import addresses, canaries_in, declared_methods, lacking, methods_of, url_of

# Whose rows each person tries. A neighbour's try at "mine" is the officer's own try at "theirs".
VISITS = {
    **dict.fromkeys(("officer", "coordinator"), worlds.SETS),
    **dict.fromkeys(("anonymous", "stranger", "two_hats", "staff"), ("mine",)),
    **dict.fromkeys(("signatory", "agency", "admin", "initialler"), ("mine",)),
}
# Allowed, and yet the answer looks like a refusal: there is no such mail; everywhere means here too; a pair
# of another tier is on the bureau's board only.
LIKE_REFUSED = {"accounts:development-mail-message", "accounts:devices-end", "assignments:pair-detail"}
# Methods that no view knows: each address is tried with one of them by each of these, each with another one.
OTHERS = ("put", "delete", "patch", "options", "trace")
TRY_OTHERS = ("staff", "officer", "anonymous")
GUARDED = [(address, parameters) for address, parameters in addresses() if not address.is_public]


def _names_rows(parameters) -> bool:
    return any(parameter not in worlds.PLAIN for parameter in parameters)


def _wrong(world, name, address, parameters, of):
    """What differs from the table, in words; nothing when all is as it says."""
    bare = not _names_rows(parameters)
    unloaded = bare or getattr(address.view, "on", None) is None  # refused before any row is looked for
    allowed = name != "anonymous" and cast.may(name, address.permission, of, bare=bare)
    may_be_missing = bare and name in cast.OWNS_NOTHING
    url = url_of(world, address, parameters, of)
    for method in methods_of(address.view):
        answer = world.visitors[name].ask(method, url, worlds.sent_to(world, address.name, of))
        said = f"{method.upper()} {address.name} of {of}: {answer.status} {answer.error}"
        if answer.status >= 500:
            yield f"{said}, broken"
        elif name == "anonymous":
            if not (answer.is_sign_in or answer.status == 401):  # 401 keeps what was typed
                yield f"{said} instead of sign-in"
        elif allowed and answer.is_refusal and address.name not in LIKE_REFUSED:
            if may_be_missing and answer.status == 404:
                continue
            yield f"{said}, the table allows it"
        elif not allowed and not answer.is_refusal:
            yield f"{said}, the table refuses it"
        elif not allowed and not unloaded and not cast.knows(name, of) and answer.status != 404:
            yield f"{said}, 404 is wanted: the row must look as if it were not there"
        if not allowed and answer.wrote:
            yield f"{said}, refused and yet it wrote {sorted(answer.wrote)}"
        yield from _leaks(world, name, address, answer, said)


def _leaks(world, name, address, answer, said):
    for column, of in canaries_in(answer.text, world):
        if column == "officers.officer.nip" and address.name.startswith("letters:"):
            continue  # the law has it printed in letters
        allowed, look = (False, False) if name == "anonymous" else cast.may_read(name, column, of)
        if not allowed:
            yield f"{said}, shows {column} of {of}"
        elif look and "audit_viewentry" not in answer.wrote:
            yield f"{said}, shows {column} of {of} without noting the look"


@pytest.mark.parametrize("name", VISITS)
def test_every_address_answers_as_the_table_says(name, world, db):
    wrong = [
        said
        for address, parameters in GUARDED
        if not lacking(world, address, parameters)
        for of in (VISITS[name] if _names_rows(parameters) else ("mine",))
        for said in _wrong(world, name, address, parameters, of)
    ]
    assert not wrong, "\n" + "\n".join(wrong)


def test_the_world_has_a_row_for_every_address(world, db):
    """Give the row a line in `rows_of` of tests/matrix/world.py; what is no row, one in `PLAIN`."""
    missing = {
        address.route: lacking(world, address, parameters)
        for address, parameters in addresses()
        if lacking(world, address, parameters)
    }
    assert missing == {}


def test_every_address_says_which_methods_it_knows():
    declared = {address.route: declared_methods(address.view) for address, _parameters in GUARDED}
    assert [route for route, methods in declared.items() if not methods] == []
    assert set().union(*declared.values()) <= {"GET", "POST", "HEAD"}


@pytest.mark.parametrize("name", TRY_OTHERS)
def test_other_methods_are_refused_and_write_nothing(name, world, db):
    wrong = []
    for place, (address, parameters) in enumerate(addresses()):
        if lacking(world, address, parameters):
            continue
        method = OTHERS[(place + TRY_OTHERS.index(name)) % len(OTHERS)]
        answer = world.visitors[name].ask(method, url_of(world, address, parameters, "mine"))
        if not (answer.status in (403, 404, 405) or answer.is_sign_in) or answer.wrote:
            wrong.append(f"{method.upper()} {address.name}: {answer.status} {sorted(answer.wrote)}")
    assert not wrong, "\n" + "\n".join(wrong)


@pytest.mark.parametrize("name", ["officer", "anonymous"])
def test_head_is_answered_as_get_is(name, world, db):
    """The officer's pages and the public ones; what a page costs twice, the bureau's need not."""
    wrong = []
    for address, parameters in addresses():
        if "get" in methods_of(address.view) and not lacking(world, address, parameters):
            url, sent = (
                url_of(world, address, parameters, "mine"),
                worlds.sent_to(world, address.name, "mine"),
            )
            get, head = (world.visitors[name].ask(method, url, sent) for method in ("get", "head"))
            if get.status != head.status or head.wrote - get.wrote:
                wrong.append(f"{address.name}: {get.status} {head.status} {head.wrote - get.wrote}")
    assert not wrong, "\n" + "\n".join(wrong)


@pytest.mark.parametrize("name", ["staff", "two_hats"])
@pytest.mark.parametrize(("of", "below"), [("mine", "foreign"), ("foreign", "mine")])
def test_a_row_of_another_event_is_not_found_below_this_one(name, of, below, world, db):
    """staff serves both events, two_hats works in one and coordinates the other."""
    asked, wrong = 0, []
    for address, parameters in addresses():
        inner = parameters[-1] if parameters else ""
        if parameters[:1] != ["event"] or inner in worlds.PLAIN or len(parameters) < 2:
            continue
        asked += 1
        url = url_of(world, address, parameters, below, event_of=of)
        for method in methods_of(address.view):
            answer = world.visitors[name].ask(method, url)
            if answer.status not in ((404,) if name == "staff" else (403, 404)) or answer.wrote:
                wrong.append(f"{method.upper()} {address.name}: {answer.status} {sorted(answer.wrote)}")
    assert not wrong, "\n" + "\n".join(wrong)
    assert asked >= 2
