"""People: the own profile on a phone, two rows that are one person, attendance until the certificate."""

import io
from datetime import timedelta

import pytest
from django.utils import timezone
from PIL import Image

from assignments.letters.models import Letter
from events.models import Batch
from officers.models import Attendance, Leave, Officer, Participation, Training
from tests import factories
from tests.journeys.conftest import PHONE, wait_until
from tests.letters.factories import ProfileFactory

pytestmark = pytest.mark.django_db(transaction=True)


def test_an_officer_keeps_the_own_profile_on_a_phone(officer_user, person, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"
    officer, phone = officer_user.officer, person(officer_user, PHONE)
    phone.goto("/officers/me/")

    phone.click("a[href$='/me/languages/']")
    phone.select_option("[name=en]", "B2")
    save(phone)
    assert "B2" in phone.inner_text("main")

    phone.click("a[href$='/me/skills/']")
    phone.check("[name=self-diplomacy][value='4']", force=True)
    save(phone)
    assert officer.ratings.get(competency="diplomacy").self_rating == 4

    phone.click("a[href$='/me/leave/']")
    phone.fill("[name=starts_on]", "2999-02-10")
    phone.fill("[name=ends_on]", "2999-02-01")
    phone.fill("[name=reason]", "Cuti tahunan")
    phone.click("main form button.btn-primary")
    assert phone.input_value("[name=reason]") == "Cuti tahunan"
    phone.fill("[name=ends_on]", "2999-02-12")
    save(phone)
    assert Leave.objects.get().officer == officer
    assert "Cuti tahunan" in phone.inner_text("main")

    phone.click("a[href$='/me/photo/']")
    phone.set_input_files("[name=photo]", picture(tmp_path))
    save(phone)
    shown = phone.locator("main img.av")
    wait_until(lambda: shown.evaluate("img => img.naturalWidth") == 600, what="the photo on the page")
    assert phone.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]


def test_two_rows_become_one_person_with_one_history(staff, person):
    earlier, later = (factories.EventFactory(short_name=name) for name in ("Kunjungan Menteri", "Rakor"))
    kept = factories.OfficerFactory(name="Maria Goreti", phone="+6281234567801")
    other = factories.OfficerFactory(name="Maria Goreti", phone="+6281234567802")
    factories.RosterEntryFactory(event=earlier, officer=kept)
    factories.RosterEntryFactory(event=later, officer=other)
    factories.OfficerLanguageFactory(officer=other, language="en", level="C1")

    desk = person(staff)
    desk.goto(f"/officers/{kept.pk}/")
    desk.click(f"a[href='/officers/{kept.pk}/merge/']")
    desk.click(f"a[href='/officers/{kept.pk}/merge/{other.pk}/']")
    desk.check("[name=take-phone][value=other]")
    desk.click("main form button.btn-primary")
    desk.wait_for_url(f"**/officers/{kept.pk}/")
    page = desk.inner_text("main")
    found = [words for words in ("Kunjungan Menteri", "Rakor", "C1", "0812-3456-7802") if words in page]
    assert found == ["Kunjungan Menteri", "Rakor", "C1", "0812-3456-7802"]
    assert Officer.objects.persons().filter(name="Maria Goreti").count() == 1
    desk.goto(f"/officers/{other.pk}/")
    assert desk.url.endswith(f"/officers/{kept.pk}/")


@pytest.fixture
def bimtek():
    """Two sessions of which one is needed for 80 %, one participant in the batch."""
    today = timezone.localdate()
    event = factories.EventFactory(kind="training", name="Bimtek LO", starts_on=today, ends_on=today)
    batch = Batch.objects.create(event=event, name="Gelombang I", quota=5)
    begun = timezone.now() - timedelta(hours=3)
    for title, hours in (("Tata tempat", 8), ("Etiket", 2)):
        factories.BriefingFactory(
            item__event=event, item__title=title, item__starts_at=begun,
            item__ends_at=begun + timedelta(hours=1), lesson_hours=hours, batch=batch,
        )  # fmt: skip
    user = factories.UserFactory(name="Rina Peserta", roles=["officer"])
    officer = factories.OfficerFactory(user=user, name="Rina Peserta")
    Participation.objects.create(
        entry=factories.RosterEntryFactory(event=event, officer=officer), batch=batch
    )
    return event


def test_a_participant_is_ticked_reaches_the_threshold_and_opens_the_certificate(
    bimtek, staff, person, start_worker
):
    start_worker()
    ProfileFactory()
    officer = Officer.objects.get(name="Rina Peserta")
    phone, desk = person(officer.user, PHONE), person(staff)
    phone.goto("/officers/me/training/")
    assert "0/10" in phone.inner_text("main .kpi")

    desk.goto(f"/events/{bimtek.slug}/training/")
    assert desk.locator("main a[href$='/certificates/']").count() == 0
    desk.click("a:has-text('Tata tempat')")
    desk.click("form[action*='/attendance/'] button")
    wait_until(Attendance.objects.filter(officer=officer).exists, what="the mark")

    desk.goto(f"/events/{bimtek.slug}/training/")
    assert "80%" in desk.inner_text("table")
    desk.click("main a[href$='/certificates/']")
    desk.click("main form button.btn-primary")
    desk.wait_for_load_state()
    letter = wait_until(Letter.objects.filter(kind="certificate").first, what="the certificate")
    wait_until(lambda: Letter.objects.get(pk=letter.pk).state == "in_force", what="the signed PDF")
    assert Training.objects.get().officer == officer

    phone.reload()
    assert letter.number in phone.inner_text("main")
    phone.click("main a[href='/letters/mine/']")
    href = phone.get_attribute("main a[href$='/file/']", "href")
    answer = phone.request.get(href)
    assert answer.headers["content-type"] == "application/pdf"
    assert answer.body().startswith(b"%PDF-")


def save(phone):
    phone.click("main form button.btn-primary")
    phone.wait_for_url("**/officers/me/")


def picture(folder) -> str:
    """A photo as a phone takes it: wide, with the note that it must be turned."""
    facts, out = Image.Exif(), io.BytesIO()
    facts[0x0112] = 6
    Image.new("RGB", (1200, 900), "navy").save(out, "JPEG", exif=facts)
    path = folder / "wajah.jpg"
    path.write_bytes(out.getvalue())
    return str(path)
