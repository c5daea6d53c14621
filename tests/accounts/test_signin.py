"""Signing in for real: the code in the mail folder, the one-time link, the devices."""

import re

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from lo_portal.accounts import mailbox, services
from lo_portal.accounts.models import Role, SignInLink
from tests.factories import UserFactory


@pytest.fixture
def mail_folder(settings, tmp_path):
    settings.EMAIL_BACKEND = "lo_portal.mail.FolderBackend"
    settings.MAIL_FOLDER = tmp_path
    return tmp_path


@pytest.fixture
def rina(db):
    return UserFactory(name="Rina Petugas", email="rina@contoh.example", roles=[Role.OFFICER])


def _ask(client, email):
    return client.post(reverse("account_request_login_code"), {"email": email}, follow=True)


def test_code_from_the_mail_signs_in(rina, client, mail_folder):
    page = _ask(client, rina.email)
    assert b'autocomplete="one-time-code"' in page.content
    (message,) = mailbox.list_messages(limit=5)
    code = re.search(r"\b\d{6}\b", message.text).group()
    assert message.to == rina.email
    assert code in message.subject
    response = client.post(reverse("account_confirm_login_code"), {"code": code})
    assert response.status_code == 302
    assert client.get(reverse("accounts:profile")).status_code == 200


def test_wrong_code_is_said_and_does_not_sign_in(rina, client, mail_folder):
    _ask(client, rina.email)
    response = client.post(reverse("account_confirm_login_code"), {"code": "000000x"})
    assert b"code-error" in response.content
    assert client.get(reverse("accounts:profile")).status_code == 302


def test_unknown_address_is_answered_like_a_known_one(client, mail_folder, db):
    page = _ask(client, "tidak.ada@contoh.example")
    assert b"one-time-code" in page.content
    assert mailbox.list_messages(limit=5) == []


def test_an_address_that_was_changed_opens_nothing(rina, client, mail_folder):
    EmailAddress.objects.create(user=rina, email=rina.email, verified=True, primary=True)
    rina.email = "rina.baru@contoh.example"
    rina.save()
    assert not EmailAddress.objects.exists()
    EmailAddress.objects.create(user=rina, email="kedua@contoh.example", verified=True)
    for old in ("rina@contoh.example", "kedua@contoh.example"):
        assert b"one-time-code" in _ask(Client(), old).content
    assert mailbox.list_messages(limit=5) == []
    _ask(client, rina.email)
    assert mailbox.list_messages(limit=5)[0].to == rina.email


def test_nobody_adds_an_address_of_their_own(rina, client_of):
    client_of(rina).post(
        reverse("account_email"), {"action_add": "", "email": "lain@contoh.example"}, follow=True
    )
    assert not EmailAddress.objects.filter(email="lain@contoh.example").exists()


def test_empty_address_is_named(client, db):
    response = client.post(reverse("account_request_login_code"), {"email": ""})
    assert b"email-error" in response.content
    assert mail.outbox == []


def _link(user, **more):
    return services.create_sign_in_link(user=user, by=None, at=timezone.now(), **more)


def test_opening_the_link_changes_nothing(rina, client):
    secret = _link(rina)
    page = client.get(reverse("accounts:link-use", args=[secret]))
    assert "Rina Petugas" in page.content.decode()
    assert SignInLink.objects.get().used_at is None
    assert client.get(reverse("accounts:profile")).status_code == 302


def test_pressing_the_button_signs_in_once(rina, client):
    url = reverse("accounts:link-use", args=[_link(rina, next_path="/me/profile/")])
    assert client.post(url)["Location"] == "/me/profile/"
    assert client.get(reverse("accounts:profile")).status_code == 200
    again = Client()
    assert again.post(url).status_code == 410
    assert again.get(url).status_code == 410
    assert again.get(reverse("accounts:profile")).status_code == 302


def test_link_leads_nowhere_else(rina, client):
    url = reverse("accounts:link-use", args=[_link(rina, next_path="https://jahat.example/")])
    assert "jahat" not in client.post(url)["Location"]


@pytest.mark.parametrize("secret", ["tidak-ada", "x" * 300])
def test_unknown_link_is_gone(secret, client, db):
    assert client.get(reverse("accounts:link-use", args=[secret])).status_code == 410


@pytest.mark.parametrize(
    "name", ["account_login", "account_request_login_code", "account_reset_password", "account_signup"]
)
def test_entrance_pages_open(name, client, db):
    assert client.get(reverse(name)).status_code == 200


@pytest.mark.parametrize(
    "name",
    ["accounts:profile", "usersessions_list", "mfa_index", "account_logout", "accounts:development-mail"],
)
def test_own_pages_open_when_signed_in_only(name, rina, client, client_of):
    assert client_of(rina).get(reverse(name)).status_code == 200
    assert client.get(reverse(name)).status_code == 302


def test_profile_keeps_the_choice(rina, client_of):
    client = client_of(rina)
    client.post(reverse("accounts:profile"), {"language": "en"})
    rina.refresh_from_db()
    assert rina.language == "en"
    assert client.post(reverse("accounts:profile"), {"language": "xx"}).status_code == 422
    rina.refresh_from_db()
    assert rina.language == "en"


def test_development_mail_is_missing_in_production(rina, client_of, settings):
    settings.PORTAL_ENV = "production"
    assert client_of(rina).get(reverse("accounts:development-mail")).status_code == 404


def test_mail_of_a_foreign_name_is_never_opened(rina, client_of, mail_folder):
    url = reverse("accounts:development-mail-message", args=["..passwd"])
    assert client_of(rina).get(url).status_code == 404
