"""The list of devices: one's own only, one at a time or all at once; what the administrator may do."""

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth as totp
from allauth.usersessions.models import UserSession
from django.db import InterfaceError, OperationalError, connection
from django.urls import reverse

from lo_portal.accounts.models import User
from lo_portal.accounts.sessions import SessionStore
from lo_portal.audit.models import AuditEntry
from lo_portal.templatetags.devices import device_name

PROFILE = "/me/profile/"
CHROME = "Mozilla/5.0 (Linux; Android 14; K) AppleWebKit/537.36 Chrome/130.0 Mobile Safari/537.36"
EDGE = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/130.0 Safari/537.36 Edg/130.0"
PHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) Version/17.5 Mobile Safari/604.1"


@pytest.mark.parametrize(
    ("said", "name"),
    [
        (CHROME, "Chrome, Android"),
        (EDGE, "Edge, Windows"),
        (PHONE, "Safari, iPhone"),
        ("curl/8.5.0", "curl/8.5.0"),
        ("", "Perangkat tidak dikenal"),
    ],
)
def test_a_device_has_a_name_that_people_know(said, name):
    assert device_name(said) == name


def _device(client) -> UserSession:
    return UserSession.objects.get(session_key=client.session.session_key)


def test_one_device_is_signed_out(staff, client_of):
    here, there, third = client_of(staff), client_of(staff), client_of(staff)
    device = _device(there)
    assert (
        reverse("accounts:device-end", args=[device.pk])
        in here.get(reverse("usersessions_list")).content.decode()
    )
    here.post(reverse("accounts:device-end", args=[device.pk]))
    assert [one.get(PROFILE).status_code for one in (here, there, third)] == [200, 302, 200]
    assert AuditEntry.objects.filter(verb="device.signed_out", actor=staff).count() == 1


def test_a_device_of_somebody_else_is_not_there(staff, officer_user, client_of):
    theirs = client_of(officer_user)
    url = reverse("accounts:device-end", args=[_device(theirs).pk])
    assert client_of(staff).post(url).status_code == 404
    assert client_of(staff).get(url).status_code == 405
    assert theirs.get(PROFILE).status_code == 200


def test_everywhere_means_here_too(staff, client_of):
    here, there = client_of(staff), client_of(staff)
    assert here.post(reverse("accounts:devices-end"))["Location"].startswith("/account/login/code/")
    assert [one.get(PROFILE).status_code for one in (here, there)] == [302, 302]


def test_everywhere_else_leaves_this_one(staff, client_of):
    here, there = client_of(staff), client_of(staff)
    here.post(reverse("usersessions_list"))
    assert [one.get(PROFILE).status_code for one in (here, there)] == [200, 302]


@pytest.mark.parametrize("change", [{"is_active": False}, {"roles": []}])
def test_a_change_of_the_person_counts_at_once(change, event, staff, client_of):
    client = client_of(staff)
    page = reverse("officers:officer-list", args=[event.slug])
    assert client.get(page).status_code == 200
    User.objects.filter(pk=staff.pk).update(**change)
    assert client.get(page).status_code in {302, 403, 404}


def test_a_copied_cookie_is_worth_nothing_after_signing_out(staff, client_of):
    client = client_of(staff)
    copy = client_of(staff)
    copy.cookies["sid"] = client.cookies["sid"].value
    assert copy.get(PROFILE).status_code == 200
    client.post(reverse("account_logout"))
    assert copy.get(PROFILE).status_code == 302


def _act(client, action, user):
    return client.post(
        reverse("admin:accounts_user_changelist"), {"action": action, "_selected_action": [str(user.pk)]}
    )


def test_the_administrator_signs_somebody_out(admin_user, officer_user, client_of):
    theirs = client_of(officer_user)
    _act(client_of(admin_user), "sign_out_everywhere", officer_user)
    assert theirs.get(PROFILE).status_code == 302


def test_the_administrator_helps_when_the_phone_is_lost(admin_user, staff, client_of):
    totp.TOTP.activate(staff, totp.generate_totp_secret())
    theirs = client_of(staff)
    _act(client_of(admin_user), "take_second_step_away", staff)
    assert not Authenticator.objects.exists()
    assert theirs.get(PROFILE).status_code == 302
    assert AuditEntry.objects.filter(verb="second_step.reset", actor=admin_user).count() == 1


def test_secrets_of_authenticators_are_in_no_form(admin_user, client_of):
    page = client_of(admin_user).get("/admin/").content.decode()
    assert "/admin/mfa/" not in page
    assert "/admin/usersessions/" not in page


@pytest.mark.django_db(transaction=True)
def test_a_database_that_ends_the_connection_is_not_taken_for_signing_out():
    """Django would say "signed out meanwhile" (400); the page must say 503 and keep what was typed."""
    session = SessionStore()
    session.create()
    session["typed"] = "kept"
    with pytest.raises(OperationalError), connection.cursor() as cursor:
        cursor.execute("SELECT pg_terminate_backend(pg_backend_pid())")
    with pytest.raises((OperationalError, InterfaceError)):
        session.save()
    connection.close()
