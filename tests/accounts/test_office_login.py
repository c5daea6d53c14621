"""The office's own sign-in (OpenID Connect) against a provider on this machine."""

import pytest
from allauth.mfa.totp.internal import auth as totp
from allauth.socialaccount.models import SocialAccount
from django.test import Client
from django.urls import reverse

from lo_portal.accounts.models import Role, User
from tests.accounts.provider import CLIENT, SECRET, Provider

LOGIN = "/account/oidc/office/login/"
CALLBACK = f"{LOGIN}callback/"


@pytest.fixture
def office(settings):
    """The provider, switched on as the settings would."""
    provider = Provider()
    app = {
        "provider_id": "office",
        "name": "Akun kantor",
        "client_id": CLIENT,
        "secret": SECRET,
        "settings": {"server_url": provider.url},
    }
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"OAUTH_PKCE_ENABLED": True, "APPS": [app]}}
    yield provider
    provider.close()


def _sign_in(client, office, **more):
    answer = client.post(f"{LOGIN}?next=/me/profile/")
    return client.get(CALLBACK, office.visit(answer["Location"]) | more)


def test_it_does_not_exist_unless_it_is_set_up(client, db):
    assert b"/oidc/" not in client.get(reverse("account_request_login_code")).content
    assert client.post(LOGIN).status_code == 404


def test_the_page_offers_it(client, db, office):
    page = client.get(reverse("account_request_login_code"), {"next": "/events/"}).content.decode()
    assert "Masuk dengan Akun kantor" in page
    assert f'action="{LOGIN}' in page


def test_an_officer_signs_in_by_the_verified_address(client, officer_user, office):
    office.person = {"sub": "u-7", "email": "RINA@contoh.example", "email_verified": True, "roles": ["admin"]}
    assert _sign_in(client, office)["Location"] == "/me/profile/"
    assert client.get("/me/profile/").context["request"].user == officer_user
    officer_user.refresh_from_db()
    assert officer_user.roles == [Role.OFFICER]
    assert not officer_user.is_superuser
    assert SocialAccount.objects.get().extra_data == {}


def test_the_binding_is_to_the_account_not_to_the_address(client, officer_user, office):
    office.person = {"sub": "u-7", "email": officer_user.email, "email_verified": True}
    _sign_in(Client(), office)
    office.person = {"sub": "u-7", "email": "ganti@contoh.example", "email_verified": True}
    _sign_in(client, office)
    assert client.get("/me/profile/").context["request"].user == officer_user


@pytest.mark.parametrize(
    "person",
    [
        {"sub": "u-2", "email": "siapa@contoh.example", "email_verified": True},
        {"sub": "u-3", "email": "rina@contoh.example", "email_verified": False},
        {"sub": "u-4", "email": "rina@contoh.example"},
        {"sub": "u-5"},
    ],
)
def test_who_is_unknown_is_refused_in_words(person, client, officer_user, office):
    office.person = person
    answer = _sign_in(client, office)
    assert answer.status_code == 403
    assert "belum dikenal" in answer.content.decode()
    assert client.get("/me/profile/").status_code == 302
    assert User.objects.count() == 1
    assert not SocialAccount.objects.exists()


def test_a_closed_account_stays_closed(client, officer_user, office):
    office.person = {"sub": "u-7", "email": officer_user.email, "email_verified": True}
    _sign_in(Client(), office)
    User.objects.update(is_active=False)
    _sign_in(client, office)
    assert client.get("/me/profile/").status_code == 302


def test_the_second_step_is_asked_for_all_the_same(client, staff, office):
    office.person = {"sub": "u-1", "email": staff.email, "email_verified": True}
    _sign_in(client, office)
    assert client.get("/events/")["Location"].startswith("/me/second-step/")
    totp.TOTP.activate(staff, totp.generate_totp_secret())
    other = Client()
    assert _sign_in(other, office)["Location"] == reverse("mfa_authenticate")


def test_a_foreign_state_or_a_broken_provider_signs_nobody_in(client, officer_user, office):
    office.person = {"sub": "u-7", "email": officer_user.email, "email_verified": True}
    assert _sign_in(client, office, state="lain").status_code == 502
    office.broken = True
    assert _sign_in(client, office).status_code == 502
    assert client.get("/me/profile/").status_code == 302


def test_nobody_binds_an_account_by_hand(client_of, officer_user, office):
    client = client_of(officer_user)
    answer = client.post(f"{LOGIN}?process=connect")
    assert client.get(CALLBACK, office.visit(answer["Location"])).status_code == 403
    assert not SocialAccount.objects.exists()
