"""Django's admin opens every model of the core, for administrators only, and masks what is not theirs."""

import pytest
from django.apps import apps
from django.contrib import admin
from django.urls import reverse

from lo_portal.access.masking import Masked, masked
from lo_portal.access.matrix import matrix
from lo_portal.audit import trail
from tests.world import build_world

ROOMS = ("events", "officers", "delegates", "assignments")
MODELS = [model for model in admin.site._registry if model._meta.app_label in ROOMS]
RESTRICTED = {"passport_number", "health_note", "security_note", "room"}


def _url(model, page, *args):
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{page}", args=args)


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.label)
def test_list_search_and_form_open(model, event, admin_user, client_of):
    rows = build_world(event)
    client = client_of(admin_user)
    assert client.get(_url(model, "changelist"), {"q": "a"}).status_code == 200
    row = next((one for one in rows.values() if type(one) is model), None)
    if row is not None:
        assert client.get(_url(model, "change", row.pk)).status_code == 200
    if admin.site._registry[model].has_add_permission(type("Request", (), {"user": admin_user})):
        assert client.get(_url(model, "add")).status_code == 200


def test_every_model_of_the_rooms_is_there():
    own = {
        model
        for room in ROOMS
        for model in apps.get_app_config(room).get_models()
        if not hasattr(model, "pgh_tracked_model")
    }
    assert own - set(MODELS) == set()


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.label)
def test_restricted_fields_are_in_no_form(model, rf, admin_user):
    request = rf.get("/")
    request.user = admin_user
    options = admin.site._registry[model]
    names = set(options.get_form(request).base_fields)
    for inline in options.get_inline_instances(request):
        names |= set(inline.get_formset(request).form.base_fields)
    assert not names & RESTRICTED


def test_staff_are_not_administrators(staff, client_of):
    assert client_of(staff).get(reverse("admin:index")).status_code == 302


def test_what_the_table_names_is_there():
    labels = {model._meta.label_lower for model in admin.site._registry}
    assert matrix().admin <= labels
    kept = {model._meta.label_lower for model, options in admin.site._registry.items()
            if not isinstance(options, Masked)}  # fmt: skip
    assert kept == matrix().admin


@pytest.mark.parametrize("kind", ["guest", "officer"])
def test_persons_are_masked_and_not_to_be_changed(kind, event, admin_user, client_of):
    row = build_world(event)[kind]
    name = "full_name" if kind == "guest" else "name"
    client, words = client_of(admin_user), getattr(row, name)
    for page, args in (("changelist", []), ("change", [row.pk]), ("history", [row.pk])):
        shown = client.get(_url(type(row), page, *args)).content.decode()
        assert words not in shown, page
        assert masked(words) in shown or page == "history"
    sought = client.get(_url(type(row), "changelist"), {"q": words}).content.decode()
    assert str(row.pk) in sought  # it is not sought by: all are shown
    answers = [client.post(_url(type(row), page, row.pk), {name: "Lain"}) for page in ("change", "delete")]
    assert [answer.status_code for answer in answers] == [403, 403]
    row.refresh_from_db()
    assert getattr(row, name) == words


def test_settings_stay_the_administrators(event, admin_user, client_of):
    page = client_of(admin_user).get(_url(type(event), "change", event.pk)).content.decode()
    assert f'value="{event.name}"' in page


def test_the_trail_shows_an_administrator_who_and_what_kind(event, staff, admin_user, client_of, at):
    guest = build_world(event)["guest"]
    entry = trail.record("guest.changed", on=guest, by=staff, at=at, detail={"phone": ["", "0812-RAHASIA"]})
    client = client_of(admin_user)
    for url in (
        _url(type(entry), "changelist"),
        _url(type(entry), "change", entry.pk),
        reverse("audit:trail-list"),
        reverse("audit:trail-export", args=["csv"]),
    ):
        page = client.get(url).content.decode()
        assert "Dewi Staf" in page, url
        assert ("RAHASIA" in page, guest.full_name in page) == (False, False), url
    unsought = client.get(reverse("audit:trail-list"), {"what": "tiada yang begini"}).content.decode()
    assert "Dewi Staf" in unsought


@pytest.mark.parametrize(
    ("label", "asked", "status"),
    [
        ("officers.officer", "phone__startswith", 400),
        ("officers.officer", "user__email__startswith", 400),
        ("delegates.guest", "full_name__startswith", 400),
        ("delegates.guest", "role", 200),
        ("audit.auditentry", "subject_label__contains", 400),
        ("audit.auditentry", "detail__contains", 400),
        ("audit.auditentry", "verb", 200),
    ],
)
def test_no_address_asks_for_what_is_masked(label, asked, status, admin_user, client_of):
    url = _url(apps.get_model(label), "changelist")
    assert client_of(admin_user).get(url, {asked: "a"}).status_code == status


def test_masked_rows_say_hours_and_what_is_empty_as_people_do(event, admin_user, client_of):
    movement = build_world(event)["movement"]
    page = client_of(admin_user).get(_url(type(movement), "change", movement.pk)).content.decode()
    assert "+00:00" not in page
    assert ">None<" not in page
    assert "Version" not in page
