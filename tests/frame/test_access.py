"""The table of who may do what: complete, in step with the URLconf, and read by rules and pages alike."""

import pytest

from delegates.models import Guest
from lo_portal.access import addresses, checks, matrix, may, requires
from lo_portal.accounts.models import Role
from officers.models import Officer
from tests.factories import UserFactory


def _person(*roles):
    return UserFactory.build(roles=list(roles))


def _with_address(monkeypatch, view, name="x:new-page"):
    more = [*addresses.own_addresses(), addresses.Address("new/", name, view)]
    monkeypatch.setattr(checks, "own_addresses", lambda: more)
    return [(error.id, error.msg, error.hint) for error in checks.table_is_complete(None)]


def test_the_table_has_every_address_and_no_more():
    assert checks.table_is_complete(None) == []


def test_an_address_that_the_table_does_not_know_says_what_to_write(monkeypatch):
    [(code, said, hint)] = _with_address(
        monkeypatch, requires("officers.dismiss_officer")(lambda request: None)
    )
    assert (code, "officers.dismiss_officer" in said) == ("access.E003", True)
    assert "matrix.toml" in hint


def test_an_address_without_a_mark_is_named(monkeypatch):
    [(code, said, _hint)] = _with_address(monkeypatch, lambda request: None)
    assert (code, "/new/" in said) == ("access.E002", True)


def test_a_page_that_opens_itself_to_everybody_is_named(monkeypatch):
    view = lambda request: None  # noqa: E731
    view.permission, view.public = None, True
    [(code, said, _hint)] = _with_address(monkeypatch, view)
    assert (code, "/new/" in said) == ("access.E001", True)


def test_a_line_without_an_address_is_named(monkeypatch):
    fewer = [one for one in addresses.own_addresses() if one.permission != "imports.discard_batch"]
    monkeypatch.setattr(checks, "own_addresses", lambda: fewer)
    [error] = checks.table_is_complete(None)
    assert (error.id, "imports.discard_batch" in error.msg) == ("access.E005", True)


def test_a_rule_beside_the_table_is_named(monkeypatch):
    import rules

    monkeypatch.setitem(rules.rulesets.default_rules, "officers.dismiss_officer", rules.always_allow)
    [error] = checks.table_is_complete(None)
    assert (error.id, "officers.dismiss_officer" in error.msg) == ("access.E008", True)


def test_a_fresh_step_that_the_table_does_not_know_is_named(monkeypatch):
    view = requires("imports.undo_batch", fresh=True)(lambda request: None)
    [(code, said, _hint)] = _with_address(monkeypatch, view)
    assert (code, "x:new-page" in said) == ("access.E009", True)


def test_what_the_table_does_not_name_is_refused():
    assert not may(_person(*Role.values), "officers.dismiss_officer")


def test_a_role_without_a_cell_is_refused():
    assert may(_person(Role.STAFF), "imports.upload_batch")
    assert not may(_person(*set(Role.values) - {Role.STAFF}), "imports.upload_batch")


@pytest.mark.parametrize(
    ("roles", "reach", "ways"),
    [
        ([Role.STAFF], "event", {"full"}),
        ([Role.COORDINATOR], "event", {"duty"}),
        ([Role.COORDINATOR], "group", {"full"}),
        ([Role.OFFICER], "event", set()),
        ([Role.OFFICER], "own", {"full"}),
        ([Role.COORDINATOR, Role.OFFICER], "event", {"duty"}),
        ([Role.ADMIN], "event", set()),
    ],
)
def test_a_private_phone_is_seen_as_the_table_says(roles, reach, ways):
    assert matrix.sights(_person(*roles), Officer, "phone", reach) == ways


def test_only_staff_see_passports():
    seeing = {
        role for role in Role.values if matrix.sights(_person(role), Guest, "passport_number", "own", "group")
    }
    assert seeing == {Role.STAFF}


def test_columns_of_the_table_exist():
    from django.apps import apps

    for name in matrix.matrix().read:
        model, _dot, column = name.rpartition(".")
        apps.get_model(model)._meta.get_field(column)


def test_public_views_say_why():
    silent = [
        address.route
        for address in addresses.own_addresses()
        if address.is_public
        and address.view.__module__.startswith(("lo_portal.", "assignments."))
        and not (address.view.__doc__ or "").strip()
    ]
    assert silent == []


def test_the_walk_reaches_the_rooms():
    routes = {address.route for address in addresses.own_addresses()}
    assert {"events/", "delegations/<uuid:delegation>/", "officers/<uuid:officer>/"} <= routes
