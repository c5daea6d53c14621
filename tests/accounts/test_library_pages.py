"""Pages of the sign-in library: each that can be reached is ours, in the look and words of the portal."""

import re

import pytest
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from django.conf import settings
from django.test import Client
from django.urls import get_resolver, reverse
from django.urls.resolvers import URLResolver

pytestmark = pytest.mark.django_db
PARAMETERS = {"key": "abc", "uidb36": "1", "pk": "0", "provider_id": "kantor"}


def _routes(resolver=None, prefix=""):
    for entry in (resolver or get_resolver()).url_patterns:
        route = prefix + str(entry.pattern)
        if isinstance(entry, URLResolver):
            yield from _routes(entry, route)
        elif route.startswith("account/"):
            yield "/" + _filled(route)


def _filled(route: str) -> str:
    for name, value in PARAMETERS.items():
        route = re.sub(rf"\(\?P<{name}>[^)]*\)|<\w+:{name}>", value, route)
    return route.replace("^", "").replace("$", "")


ROUTES = sorted(set(_routes()))


@pytest.mark.parametrize("url", ROUTES)
def test_no_page_falls_back_to_the_librarys_own(url, staff, client_of):
    proven = client_of(staff)
    RecoveryCodes.activate(staff)
    for browser in (Client(), proven):
        answer = browser.get(url)
        assert answer.status_code in (200, 301, 302, 401, 403, 404, 405), answer.status_code
        if answer.status_code == 200 and "html" in answer["Content-Type"] and answer.templates:
            origin = answer.templates[0].origin.name
            assert origin.startswith(str(settings.BASE_DIR / "templates")), origin


def test_whoever_has_only_a_password_confirms_with_it_on_a_page_of_ours(staff):
    staff.set_password("Katulistiwa-2026-tegak")
    staff.save()
    browser = Client()
    browser.force_login(staff)
    answer = browser.get(reverse("account_reauthenticate"))
    assert answer.templates[0].origin.name.startswith(str(settings.BASE_DIR / "templates"))
    assert "Pastikan ini Anda" in answer.content.decode()


def test_there_are_as_many_as_the_library_has():
    assert {"/account/login/", "/account/2fa/webauthn/", "/account/password/reset/key/1-abc/"} <= set(ROUTES)
    assert len(ROUTES) > 30


@pytest.mark.parametrize("name", ["account_email", "socialaccount_connections"])
def test_what_the_bureau_keeps_leads_to_the_profile(name, staff, client_of):
    client = client_of(staff)
    for answer in (client.get(reverse(name)), client.post(reverse(name), {"action_add": ""})):
        assert answer["Location"] == reverse("accounts:profile")
