"""An officer falls ill on the day: the coordinator replaces them from a phone, in at most four taps."""

import uuid
from datetime import timedelta

import pytest
from django.utils import timezone

from assignments.duty import publishing
from assignments.field import services as field
from assignments.letters.facts import event_facts
from assignments.models import Assignment
from assignments.notices.models import Notice
from tests import factories
from tests.duty.factories import gala, served_delegation
from tests.journeys.conftest import PHONE
from tests.letters.factories import LetterFactory, LetterRowFactory

pytestmark = pytest.mark.django_db(transaction=True)
NOTE = "Kunci kamar ada di resepsionis; ajudan minta kursi roda."


@pytest.fixture
def delegation(event, staff, officer_user, coordinator):
    """The event is on; Rina serves PH-01 and has a letter in force; a car is planned for tomorrow."""
    now = timezone.now()
    event.starts_on, event.ends_on = timezone.localdate(), timezone.localdate() + timedelta(days=2)
    event.save()
    delegation = served_delegation(event, officer_user)
    delegation.movements.update(scheduled_at=now + timedelta(hours=20))
    gala(event, starts_at=now + timedelta(days=1), ends_at=now + timedelta(days=1, hours=2))
    Assignment.objects.update(period=(now - timedelta(hours=1), now + timedelta(days=2)))
    publishing.publish_plan(event=event, by=staff, at=now)
    officer = officer_user.officer
    LetterRowFactory(
        letter=LetterFactory(event=event), officer=officer,
        facts=event_facts(event).officers[str(officer.pk)].as_json(),
    )  # fmt: skip
    return delegation


@pytest.fixture
def reserve(event):
    user = factories.UserFactory(name="Yohanes Cadangan", roles=["officer"])
    officer = factories.OfficerFactory(user=user, name="Yohanes Cadangan", prior_events=2)
    factories.RosterEntryFactory(event=event, officer=officer, role="reserve")
    return user


class Taps:
    """A thumb that counts."""

    def __init__(self, page):
        self.page, self.count = page, 0

    def on(self, target):
        """Tap what is in sight or scrolled to, and wait for the page that it opens."""
        self.count += 1
        with self.page.expect_navigation():
            target.click()


def test_a_coordinator_replaces_an_officer_in_four_taps(
    delegation, reserve, officer_user, coordinator, person
):
    held = Assignment.objects.get()
    now = timezone.now()
    field.write_handover(
        assignment=held, note=NOTE, tap_key=uuid.uuid4(), by=officer_user, tapped_at=now, at=now
    )
    phone = person(coordinator, PHONE)
    phone.goto("/duty/cluster/")
    thumb = Taps(phone)
    card = phone.locator("section.vcard", has_text="PH-01")
    thumb.on(card.locator(f"a[href$='/delegations/{delegation.pk}/']"))
    thumb.on(phone.locator(f"#seats a[href$='/assignments/{held.pk}/replacement/']"))
    assert NOTE in phone.inner_text("main")
    thumb.on(phone.locator(f"button[name=officer][value='{reserve.officer.pk}']"))
    assert thumb.count <= 4
    fits_the_phone(phone)

    shown = phone.inner_text("main")
    told = {
        notice.recipient for notice in Notice.objects.filter(channel="inbox", kind__in=["release", "offer"])
    }
    assert {officer_user, reserve} <= told
    assert officer_user.name in shown
    assert reserve.name in shown
    assert NOTE in shown
    assert "Perlu perubahan" in shown
    driver = phone.locator("a[href^='https://wa.me/']").first
    assert "Yohanes" in driver.get_attribute("href")
    new = Assignment.objects.get(officer=reserve.officer)
    held.refresh_from_db()
    assert (held.state, new.state, new.replaces) == ("released", "offered", held)

    takes_over_with_the_note(person, reserve)


def takes_over_with_the_note(person, reserve):
    """The new officer says yes; then *Hari Ini* points to the note, and reading it is one press."""
    phone = person(reserve, PHONE)
    phone.goto("/duty/")
    note = phone.locator("a[href*='/duty/handover/']")
    assert note.count() == 0
    with phone.expect_navigation():
        phone.locator("main a[href*='/duty/assignments/']").first.click()
    with phone.expect_navigation():
        phone.locator("form[action$='/accept/'] button").click()
    phone.goto("/duty/")
    note.first.click()
    phone.wait_for_load_state()
    assert NOTE in phone.inner_text("main")


def fits_the_phone(page):
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
