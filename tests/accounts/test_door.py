"""The door: a second step for those who see others' data, idle and absolute limits, a fresh proof."""

import uuid
from datetime import timedelta

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth as totp
from django.core.checks import run_checks
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from lo_portal.accounts import services
from lo_portal.accounts.models import Role, SignInLink
from lo_portal.audit.models import AuditEntry
from tests.factories import UserFactory

OFFICE = [Role.STAFF, Role.COORDINATOR, Role.SIGNATORY, Role.ADMIN]
PROFILE = "/me/profile/"


def _person(*roles, **more):
    return UserFactory(name="Sari Contoh", email="sari@contoh.example", roles=list(roles), **more)


def _link(user, **more):
    secret = services.create_sign_in_link(user=user, by=None, at=timezone.now(), **more)
    return reverse("accounts:link-use", args=[secret])


def _code_of(authenticator) -> str:
    from allauth.mfa.utils import decrypt

    secret = decrypt(authenticator.data["secret"])
    return totp.format_hotp_value(totp.hotp_value(secret, next(totp.yield_hotp_counters_from_time())))


@pytest.fixture
def app():
    """`app(user)` sets up an authenticator app for somebody."""
    return lambda user: totp.TOTP.activate(user, totp.generate_totp_secret()).instance


@pytest.mark.parametrize("role", OFFICE)
def test_a_link_alone_opens_no_page_of_the_office(role, db):
    client = Client()
    assert client.post(_link(_person(role), next_path="/events/"))["Location"] == "/events/"
    answer = client.get("/events/")
    assert (answer.status_code, answer["Location"]) == (302, "/me/second-step/?next=/events/")
    page = client.get(answer["Location"])
    assert reverse("mfa_activate_totp") in page.content.decode()
    for name in ("accounts:profile", "usersessions_list", "mfa_index", "account_set_password"):
        assert client.get(reverse(name))["Location"].startswith("/me/second-step/"), name


@pytest.mark.parametrize("roles", [[Role.OFFICER], [Role.AGENCY], []])
def test_a_link_is_enough_for_who_sees_only_their_own(roles, db):
    client = Client()
    client.post(_link(_person(*roles)))
    assert client.get(PROFILE).status_code == 200


def test_a_role_given_later_asks_at_once(db, client_of):
    person = _person(Role.OFFICER)
    client = client_of(person, proven=False)
    assert client.get(PROFILE).status_code == 200
    person.roles = [Role.OFFICER, Role.STAFF]
    person.save()
    assert client.get(PROFILE).status_code == 302


def test_setting_up_an_app_opens_the_door(transactional_db, client_of):
    person = _person(Role.STAFF)
    client = client_of(person, proven=False)
    client.get("/events/", follow=True)
    client.get(reverse("mfa_activate_totp"))
    secret = client.session[totp.SECRET_SESSION_KEY]
    code = totp.format_hotp_value(totp.hotp_value(secret, next(totp.yield_hotp_counters_from_time())))
    answer = client.post(reverse("mfa_activate_totp"), {"code": code})
    assert answer["Location"] == reverse("mfa_view_recovery_codes")
    page = client.get(answer["Location"])
    codes = Authenticator.objects.get(user=person, type="recovery_codes").wrap().get_unused_codes()
    assert len(codes) == 10
    assert all(code in page.content.decode() for code in codes)
    assert client.get(reverse("accounts:second-step"))["Location"] == "/events/"
    assert AuditEntry.objects.filter(verb="authenticator.added", subject_id=str(person.pk)).count() == 2


def test_the_secret_of_an_app_is_stored_encrypted(db, app, client_of, settings):
    person = _person(Role.STAFF)
    row = app(person)
    secret = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
    stored = totp.TOTP.activate(_other(), secret).instance.data["secret"]
    assert secret not in stored
    before = _code_of(row)
    settings.FIELD_KEYS = ["kunci-baru", *settings.FIELD_KEYS]
    assert _code_of(row) == before


def _other():
    return UserFactory(name="Lain", email="lain@contoh.example", roles=[Role.STAFF])


def test_a_link_asks_for_the_app_that_was_set_up(db, app):
    person = _person(Role.STAFF)
    row = app(person)
    client = Client()
    assert client.post(_link(person, next_path="/events/"))["Location"] == reverse("mfa_authenticate")
    assert client.get(PROFILE)["Location"].startswith("/account/login/code/")
    assert client.post(reverse("mfa_authenticate"), {"code": _code_of(row)})["Location"] == "/events/"
    assert client.get(PROFILE).status_code == 200


def test_an_unproven_session_cannot_add_a_way_of_its_own(db, app, client_of):
    person = _person(Role.STAFF)
    app(person)
    client = client_of(person, proven=False)
    for name in ("mfa_add_webauthn", "mfa_activate_totp"):
        answer = client.get(reverse(name))
        assert answer.status_code == 302, name
    assert client.get(PROFILE, follow=True).redirect_chain[-1][0].startswith(reverse("mfa_reauthenticate"))


def test_the_last_app_cannot_be_taken_away(db, app, client_of):
    person = _person(Role.STAFF)
    app(person)
    client_of(person).post(reverse("mfa_deactivate_totp"))
    assert Authenticator.objects.filter(user=person, type="totp").exists()


def test_links_vouch_in_development_only(db, settings):
    settings.LINKS_VOUCH = True
    client = Client()
    client.post(_link(_person(Role.STAFF)))
    assert client.get(PROFILE).status_code == 200
    settings.PORTAL_ENV = "production"
    assert "accounts.E001" in {problem.id for problem in run_checks()}


def test_the_admin_has_no_sign_in_of_its_own(db, client, client_of, admin_user, staff):
    answer = client.get("/admin/", follow=True)
    assert answer.redirect_chain[-1][0] == "/account/login/code/?next=/admin/"
    posted = client.post("/admin/login/", {"username": admin_user.email, "password": "x"})
    assert posted["Location"].startswith("/account/login/code/")
    unproven = client_of(admin_user, proven=False)
    for path in ("/admin/", "/admin/accounts/user/", "/admin/jsi18n/"):
        assert unproven.get(path)["Location"].startswith("/me/second-step/"), path
    assert client_of(admin_user).get("/admin/").status_code == 200
    assert client_of(staff).get("/admin/", follow=True).status_code == 403


@pytest.mark.parametrize(("address", "status"), [("10.7.0.9", 200), ("10.8.0.9", 404), ("2001:db8::1", 404)])
def test_the_admin_answers_to_its_networks_only(address, status, admin_user, client_of, settings):
    settings.ADMIN_NETWORKS = ["10.7.0.0/24", "127.0.0.0/8"]
    assert client_of(admin_user).get("/admin/", REMOTE_ADDR=address).status_code == status


def test_a_forged_header_brings_nobody_into_the_network(admin_user, client_of, settings):
    settings.ADMIN_NETWORKS = ["10.7.0.0/24"]
    settings.TRUSTED_PROXY_COUNT = 1
    headers = {"X-Forwarded-For": "10.7.0.9, 203.0.113.5"}
    assert client_of(admin_user).get("/admin/", headers=headers).status_code == 404


def test_admin_networks_must_be_networks(settings):
    settings.ADMIN_NETWORKS = ["kantor"]
    assert "accounts.E002" in {problem.id for problem in run_checks()}


@pytest.mark.parametrize(
    ("role", "idle", "whole"),
    [
        (Role.STAFF, timedelta(hours=1), timedelta(hours=12)),
        (Role.OFFICER, timedelta(hours=12), timedelta(days=7)),
    ],
)
def test_a_session_ends_by_itself(role, idle, whole, db, client_of):
    with time_machine.travel(timezone.now(), tick=False) as clock:
        client = client_of(_person(role))
        clock.shift(idle - timedelta(minutes=1))
        assert client.get(PROFILE).status_code == 200
        clock.shift(idle + timedelta(seconds=1))
        assert client.get(PROFILE).status_code == 302
        client = client_of(UserFactory(email="baru@contoh.example", roles=[role]))
        for _ in range(int(whole / idle) * 2):
            clock.shift(idle / 2)
            assert client.get(PROFILE).status_code == 200
        clock.shift(timedelta(seconds=1))
        assert client.get(PROFILE).status_code == 302


def test_a_page_that_refreshes_itself_keeps_nobody_signed_in(db, client_of):
    with time_machine.travel(timezone.now(), tick=False) as clock:
        client = client_of(_person(Role.STAFF))
        for _ in range(3):
            clock.shift(timedelta(minutes=25))
            answer = client.get(PROFILE, headers={"X-Background": "1"})
        assert answer.status_code == 302


def test_use_is_noted_once_a_minute_and_costs_no_query_between(db, client_of, django_assert_num_queries):
    with time_machine.travel(timezone.now(), tick=False) as clock:
        client = client_of(_person(Role.OFFICER))
        client.get("/me/csrf-token/")
        with django_assert_num_queries(2):  # the session and its person
            client.get("/me/csrf-token/")
        clock.shift(timedelta(seconds=61))
        client.get("/me/csrf-token/")
        assert client.session["door_seen"] == timezone.now().timestamp()


def test_a_fragment_is_told_not_redirected(db, client, client_of):
    for browser, reason in (
        (client, "signed-out"),
        (client_of(_person(Role.STAFF), proven=False), "second-step"),
    ):
        answer = browser.post(PROFILE, {"language": "en"}, headers={"HX-Request": "true"})
        assert (answer.status_code, answer["X-Door"], answer.content) == (401, reason, b"")


def test_what_was_typed_is_kept_over_a_new_sign_in(db, client):
    answer = client.post(PROFILE, {"language": "en", "password": "rahasia"})
    page = answer.content.decode()
    assert answer.status_code == 401
    assert '<input type="hidden" name="language" value="en">' in page
    assert f'action="{PROFILE}"' in page
    assert "rahasia" not in page


def test_a_button_without_typed_text_leads_to_sign_in(client, db):
    assert client.post(PROFILE)["Location"].startswith("/account/login/code/")


def test_changes_in_the_admin_want_a_fresh_proof(admin_user, client_of, app):
    app(admin_user)
    with time_machine.travel(timezone.now(), tick=False) as clock:
        client = client_of(admin_user)
        url = reverse("admin:accounts_user_change", args=[admin_user.pk])
        posted = {"email": admin_user.email, "name": "Adi Baru", "roles": ["admin"], "language": "id"}
        clock.shift(timedelta(minutes=16))
        assert client.get(url).status_code == 200
        answer = client.post(url, posted)
        assert answer.status_code == 401
        admin_user.refresh_from_db()
        assert admin_user.name == "Adi Admin"
        other = client_of(admin_user)
        clock.shift(timedelta(minutes=16))
        assert other.post(reverse("admin:logout"))["Location"] == reverse("account_request_login_code")
        asked = client.get(reverse("accounts:step-up"), {"next": url})
        assert asked["Location"] == f"{reverse('mfa_reauthenticate')}?next={url}"
        code = _code_of(Authenticator.objects.get(user=admin_user, type="totp"))
        assert client.post(asked["Location"], {"code": code})["Location"] == url
        client.post(url, {**posted, "is_active": "on", "is_superuser": "on"})
        admin_user.refresh_from_db()
        assert admin_user.name == "Adi Baru"


@pytest.mark.parametrize(
    "way", ["https://jahat.example/", "//jahat.example/", "javascript:alert(1)", "-1", "home"]
)
def test_the_way_back_leads_nowhere_else(way, db, client_of):
    client = client_of(_person(Role.STAFF))
    assert client.get(reverse("accounts:second-step"), {"next": way})["Location"] == "/"


def test_looking_at_a_link_by_a_robot_uses_nothing_up(db):
    url = _link(_person(Role.OFFICER))
    for method in ("get", "head", "get"):
        assert getattr(Client(), method)(url).status_code == 200
    assert SignInLink.objects.get().used_at is None
    assert Client().post(url).status_code == 302


@pytest.mark.parametrize(
    ("role", "method", "name", "of_event"),
    [
        (Role.STAFF, "get", "imports:import-upload", True),
        (Role.STAFF, "post", "imports:import-upload", True),
        (Role.SIGNATORY, "post", "letters:signed-upload", False),
        (Role.SIGNATORY, "post", "letters:letters-sign", False),
    ],
)
def test_lists_and_signed_letters_are_taken_in_with_a_fresh_proof(
    role, method, name, of_event, event, client_of
):
    client = client_of(_person(role))
    url = reverse(name, args=[event.slug] if of_event else [])
    step_up = reverse("accounts:step-up")
    assert step_up not in getattr(client, method)(url).headers.get("Location", "")
    with time_machine.travel(timezone.now() + timedelta(minutes=16), tick=False):
        assert getattr(client, method)(url)["Location"].startswith(step_up)


def test_the_key_of_a_form_is_nothing_that_was_typed(event, client_of):
    client = client_of(_person(Role.STAFF))
    url, key = reverse("imports:import-upload", args=[event.slug]), {"form-key": str(uuid.uuid4())}
    with time_machine.travel(timezone.now() + timedelta(minutes=16), tick=False):
        assert client.post(url, key).status_code == 302
        kept = client.post(url, key | {"note": "Daftar kedua"}).content.decode()
    assert "Daftar kedua" in kept
    assert key["form-key"] not in kept
