"""Django's admin opens every model of the core, for administrators only, without restricted fields."""

import pytest
from django.contrib import admin
from django.urls import reverse

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
    from django.apps import apps

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
