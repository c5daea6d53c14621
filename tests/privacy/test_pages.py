"""The desk of data protection, and the notice that everybody may read."""

import io
from datetime import timedelta

import pypdf
import pytest
import time_machine
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.urls import reverse
from django.utils import timezone, translation

from delegates.models import Guest
from lo_portal.accounts.models import User
from lo_portal.audit import trail
from lo_portal.audit.models import AuditEntry
from lo_portal.privacy import labels, registry
from lo_portal.privacy.models import Breach, PurgeEntry
from tests import factories

STAFF_PAGES = ["privacy:home", "privacy:retention", "privacy:breach-list"]


@pytest.fixture
def guest(event):
    return factories.GuestFactory(full_name="Datuk Meranti Jati", delegation__event=event)


@pytest.fixture
def breach(staff):
    return Breach.objects.create(title="Ponsel LO hilang", noticed_at=timezone.now() - timedelta(hours=2))


def url(name: str, row=None, kind: str = "guest") -> str:
    if name.startswith("privacy:person"):
        return reverse(name, args=[kind, row.pk])
    return reverse(name, args=[row.pk] if row else [])


@pytest.mark.parametrize("language", ["id", "en"])
def test_everybody_reads_the_notice(language, client, db, settings):
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = language
    page = client.get("/privacy/").content.decode()

    assert {"id": "Pemberitahuan privasi", "en": "Privacy notice"}[language] in page
    assert client.post("/privacy/").status_code == 405


@pytest.mark.parametrize("name", STAFF_PAGES)
def test_desk_is_for_staff(name, staff, admin_user, officer_user, coordinator, client_of, client):
    assert client_of(staff).get(url(name)).status_code == 200
    assert client_of(admin_user).get(url(name)).status_code == (200 if name == "privacy:retention" else 403)
    assert client_of(officer_user).get(url(name)).status_code == 403
    assert client_of(coordinator).get(url(name)).status_code == 403
    assert client.get(url(name)).status_code == 302
    assert client_of(staff).put(url(name)).status_code == 405


def test_a_person_is_found_copied_and_erased(guest, staff, client_of):
    client = client_of(staff)
    found = client.get(url("privacy:home"), {"q": "meranti"}).content.decode()
    assert url("privacy:person-detail", guest) in found
    assert "Datuk Meranti Jati" in client.get(url("privacy:person-detail", guest)).content.decode()

    copy = client.post(url("privacy:person-copy", guest))
    assert (copy.status_code, copy.headers["Content-Type"]) == (200, "application/zip")

    without = client.post(url("privacy:person-erase", guest), {"reason": ""})
    assert without.status_code == 422
    assert Guest.objects.get().full_name == "Datuk Meranti Jati"

    done = client.post(url("privacy:person-erase", guest), {"reason": "surat 1 Des"}, follow=True)
    assert "Dihapus" in done.content.decode()
    assert Guest.objects.get().full_name == "(dihapus)"
    assert set(AuditEntry.objects.values_list("verb", flat=True)) >= {"person.copied", "person.erased"}


SAME_IN_BOTH = {"NIP / NRP", "PDF", "golongan", "hotel", "slot", "status"}


def _labels_of_persons() -> set[str]:
    """Every name of a table and of a column that the page or the copy of some person can show."""
    own = {User, *(kind.model for kind in registry.kinds.values())}
    shown = {table for table in registry.tables() if registry.tracked(table) is None}
    pointing = {one for one in shown if own & {field.related_model for field in one._meta.concrete_fields}}
    names = {labels.table(one, many=many) for one in own | pointing for many in (True, False)}
    return names.union(*(labels.columns(one) for one in own | pointing))


def test_what_we_hold_has_no_english_name_in_indonesian():
    with translation.override("en"):
        english = _labels_of_persons()
    with translation.override("id"):
        indonesian = _labels_of_persons()
    assert len(english) > 150
    assert english & indonesian <= SAME_IN_BOTH
    assert not any("Hubungan" in name for name in indonesian)  # Django's own name of a plain link


@pytest.mark.parametrize("language", ["id", "en"])
def test_two_columns_of_a_table_never_share_a_name(language):
    with translation.override(language):
        for table in registry.tables():
            hidden = labels.SECRETS | labels.MACHINERY
            wanted = [
                field
                for field in table._meta.concrete_fields
                if not field.primary_key and not {field.name, str(field)} & hidden
            ]
            assert len(labels.columns(table)) == len(wanted), table


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("id", ["Petugas", "Perangkat yang pernah masuk", "Langkah kedua", "petugas: dibuat", "NIP"]),
        ("en", ["Officer", "Devices that were signed in", "Second steps", "officer: created", "NIP"]),
    ],
)
def test_an_officers_page_speaks_the_readers_language(
    language, expected, officer_user, staff, at, client_of, client
):
    client.force_login(officer_user, backend="django.contrib.auth.backends.ModelBackend")
    UserSession.objects.create(user=officer_user, ip="192.0.2.7", session_key="s" * 32)
    Authenticator.objects.create(user=officer_user, type="totp", data={"secret": "x"})
    trail.record("officer.created", on=officer_user.officer, by=staff, at=at)
    trail.record_view(on=officer_user.officer, by=staff, at=at, fields=["nip"], reason="daftar")

    page = client_of(staff, language).get(url("privacy:person-detail", officer_user.officer, "officer"))

    text = page.content.decode()
    assert [words for words in expected if words not in text] == []
    other = {"id": ["officer.created", "user sessions", "authenticators"], "en": ["officer.created"]}
    assert [words for words in other[language] if words in text.casefold()] == []


def test_a_copy_and_an_erasure_ask_for_the_second_step_again(guest, staff, client_of):
    client = client_of(staff)
    with time_machine.travel(timezone.now() + timedelta(minutes=16), tick=False):
        copy = client.post(url("privacy:person-copy", guest))
        erasure = client.post(url("privacy:person-erase", guest), {"reason": "surat 1 Des"})
    assert reverse("accounts:step-up") in copy["Location"]
    assert erasure.status_code == 401
    assert not AuditEntry.objects.filter(verb__in=["person.copied", "person.erased"]).exists()


def test_the_history_of_access_is_printed(guest, staff, at, client_of):
    trail.record_view(on=guest, by=staff, at=at, fields=["health_note", "room"], reason="menu <b>makan</b>")

    answer = client_of(staff).post(url("privacy:person-access", guest))

    assert answer.headers["Content-Type"] == "application/pdf"
    assert 'filename="akses-datuk-meranti-jati.pdf"' in answer.headers["Content-Disposition"]
    pages = pypdf.PdfReader(io.BytesIO(answer.content)).pages
    text = " ".join(" ".join(page.extract_text() for page in pages).split())
    for words in ("Datuk Meranti Jati", "Dewi Staf", "kesehatan", "menu <b>makan</b>", "21 Nov 2022"):
        assert words in text
    assert AuditEntry.objects.get(verb="person.access_printed").detail == {"lines": 1}


@pytest.mark.parametrize("name", [f"privacy:person-{page}" for page in ("detail", "copy", "access", "erase")])
def test_a_persons_pages_guard_themselves(name, guest, staff, officer_user, client_of):
    wrong = "post" if name == "privacy:person-detail" else "get"
    assert getattr(client_of(staff), wrong)(url(name, guest)).status_code == 405
    right = "get" if wrong == "post" else "post"
    assert getattr(client_of(officer_user), right)(url(name, guest)).status_code == 403
    assert getattr(client_of(staff), right)(url(name, guest, kind="nobody")).status_code == 404
    assert getattr(client_of(staff), right)(url(name, guest, kind="officer")).status_code == 404


@pytest.mark.parametrize("count", [1, 30])
def test_search_and_retention_cost_the_same(count, event, staff, client_of, django_assert_num_queries):
    delegation = factories.DelegationFactory(event=event)
    for number in range(count):
        factories.GuestFactory(full_name=f"Datuk Meranti {number}", delegation=delegation)
        PurgeEntry.objects.create(rule="uploads", at=timezone.now(), count=1, by=staff)
    client = client_of(staff)
    with django_assert_num_queries(8):
        client.get(url("privacy:home"), {"q": "meranti"})
    with django_assert_num_queries(35):
        client.get(url("privacy:retention"))


def test_purge_from_the_page_is_logged_by_name(staff, client_of, event, guest):
    guest.passport_number = "K-777-XYZ"
    guest.save()
    client_of(staff).post(url("privacy:retention"))

    assert PurgeEntry.objects.filter(rule="guest-restricted").get().by == staff


def test_a_breach_runs_its_clock_and_closes_when_all_are_told(staff, client_of, guest):
    client, now = client_of(staff), timezone.now()
    trail.record_view(
        on=guest, by=staff, at=now - timedelta(days=1), fields=["passport_number"], reason="visa"
    )
    future = client.post(
        url("privacy:breach-list"),
        {"title": "Uji", "noticed_at": (now + timedelta(days=2)).strftime("%Y-%m-%dT%H:%M")},
    )
    assert (future.status_code, Breach.objects.count()) == (422, 0)
    values = {"title": "Daftar tamu terkirim ke grup umum", "noticed_at": now.strftime("%Y-%m-%dT%H:%M")}
    zone_values = values | {
        "noticed_at": (now + timedelta(hours=7) - timedelta(minutes=1)).strftime("%Y-%m-%dT%H:%M")
    }
    client.post(url("privacy:breach-list"), zone_values)
    breach = Breach.objects.get()
    assert timedelta(hours=71) < breach.due_at - now < timedelta(hours=72)

    page = client.get(url("privacy:breach-detail", breach)).content.decode()
    assert "Pasal 46 UU Nomor 27 Tahun 2022" in page
    assert "Datuk Meranti Jati" in page
    assert "passport_number" in page

    early = client.post(url("privacy:breach-detail", breach), zone_values | {"close": "yes"})
    assert early.status_code == 422
    told = zone_values | {"authority_told_at": values["noticed_at"], "persons_told_at": values["noticed_at"]}
    client.post(url("privacy:breach-detail", breach), told | {"close": "yes"})
    breach.refresh_from_db()
    assert breach.closed_at is not None
    assert set(AuditEntry.objects.values_list("verb", flat=True)) >= {"breach.reported", "breach.closed"}


def test_a_breach_is_the_bureaus_own(breach, admin_user, officer_user, staff, client_of):
    assert client_of(officer_user).get(url("privacy:breach-detail", breach)).status_code == 404
    assert client_of(admin_user).get(url("privacy:breach-detail", breach)).status_code == 404
    assert client_of(staff).delete(url("privacy:breach-detail", breach)).status_code == 405
    bad = client_of(staff).post(url("privacy:breach-detail", breach), {"title": ""})
    assert bad.status_code == 422
