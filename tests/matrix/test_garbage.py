"""Nonsense in a form or behind a question mark is answered in words: no address breaks over it."""

import re

import pytest

from tests.matrix import cast
from tests.matrix.test_extra_fields import READ_BY_VERBS, _form, _names
from tests.matrix.visiting import addresses, lacking, methods_of, url_of
from tests.stack import ROOT

NONSENSE = ("-1", "9" * 40, "x" * 4000, "💥\u202e", "2022-99-99T99:99", "NaN")
ASKED = re.compile(r"""GET(?:\.get|\.getlist)?[(\[]\s*["'](\w+)["']""")
# Names that filters look for, of which the views say nothing.
FILTERED = {
    "page", "next", "from", "to", "new_at", "state", "channel", "kind", "tier", "origin", "role", "agency",
    "language", "briefed", "register", "who", "what", "deed", "first", "last",
}  # fmt: skip
# Names that views look for in what is posted, without a form of Django's.
POSTED = READ_BY_VERBS | {
    "officers", "slots", "way", "ids", "letters", "delegations", "seen", "holder", "key", "stage", "leg",
    "point", "done", "tap_key", "digest", "new_at", "locked", "answered", "active", "endpoint", "rows",
    "more",
}  # fmt: skip


def _asked() -> set[str]:
    """Every name that some view looks for behind the question mark."""
    found = set(FILTERED)
    for room in ("assignments", "delegates", "events", "lo_portal", "officers"):
        for path in (ROOT / room).rglob("*.py"):
            found |= set(ASKED.findall(path.read_text()))
    return found


def _open_to(name: str, method: str, world):
    """(address, url) of what the person may do, on rows of their own."""
    for address, parameters in addresses():
        if address.is_public or method not in methods_of(address.view) or lacking(world, address, parameters):
            continue
        if cast.may(name, address.permission, "mine", bare=not parameters):
            yield address, url_of(world, address, parameters, "mine")


def _broken(world, name: str, method: str, address, url: str, sent: dict):
    answer = world.visitors[name].ask(method, url, sent)
    if answer.status >= 500:
        said = {field: text[:12] for field, text in sent.items()}
        yield f"{method} {address.name} {said}: {answer.status} {answer.error}"


@pytest.mark.parametrize("name", ["staff", "officer"])
def test_nonsense_behind_the_question_mark_breaks_nothing(name, world, db):
    names = _asked()
    assert {"q", "slot", "leg", "tab"} < names
    broken = [
        said
        for address, url in _open_to(name, "get", world)
        for text in NONSENSE
        for said in _broken(world, name, "get", address, url, dict.fromkeys(names, text))
    ]
    assert not broken, "\n" + "\n".join(broken)


@pytest.mark.parametrize("name", ["staff", "officer"])
def test_nonsense_in_a_form_is_answered_in_words(name, world, db):
    broken = []
    for address, url in _open_to(name, "post", world):
        has_page = "get" in methods_of(address.view)
        page = world.visitors[name].ask("get", url).text if has_page else ""
        fields = POSTED | (_names(page, url) if "<form" in page else set())
        for text in NONSENSE:
            broken += _broken(world, name, "post", address, url, dict.fromkeys(fields, text))
        form = (_form(page, url) if "<form" in page else None) or {}
        for field in form:  # one wrong among many right ones comes farther
            broken += _broken(world, name, "post", address, url, form | {field: NONSENSE[1]})
    assert not broken, "\n" + "\n".join(broken)
