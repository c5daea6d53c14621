"""Mails to agencies: each with a link of its own, sent once, tried again, reminded in time."""

import re
from datetime import UTC, datetime, timedelta
from threading import Thread
from zoneinfo import ZoneInfo

import pytest
from django.core.files.base import ContentFile
from django.db import connection
from django.utils import timezone

from assignments.letters.models import Letter
from assignments.nominating.delivery import deliver_agency_mails
from assignments.nominating.planning import plan_agency_reminders, reminder_times
from assignments.nominating.tasks import ring_agency_mails
from lo_portal.audit.models import AuditEntry
from officers.nominations import services as nominations
from officers.nominations.models import AgencyMail, Nomination, NominationLink
from tests import factories
from tests.letters.factories import ProfileFactory, blank_pdf
from tests.nominations.conftest import entry
from tests.notices.sink import wait_until


def links_in(message) -> list[str]:
    text = message.get_body(("plain",)).get_content()
    return re.findall(r"https?://\S+/n/([\w-]+)/", text)


def test_a_mail_carries_its_own_link_that_is_stored_nowhere(ask, agency, smtp, client):
    ask({agency: 3})
    assert deliver_agency_mails() == {"sent": 1}
    assert not deliver_agency_mails()

    ((_id, to, message),) = smtp.mails
    (secret,) = links_in(message)
    assert to == "umum@pariwisata.example"
    assert message["Subject"].startswith("Mohon mengusulkan 3 Liaison Officer")
    assert client.get(f"/n/{secret}/").status_code == 200
    assert secret not in NominationLink.objects.get().secret_hash
    mail = AgencyMail.objects.get()
    assert (mail.state, mail.address, mail.attempts) == ("sent", to, 1)
    assert AuditEntry.objects.filter(verb="nomination.mailed").count() == 1


def test_the_signed_letter_travels_with_the_mail(ask, agency, smtp):
    ask({agency: 3}, profile=ProfileFactory())
    assert not deliver_agency_mails()
    letter = Letter.objects.get()
    letter.file.save("surat.pdf", ContentFile(blank_pdf("Permohonan")), save=False)
    letter.state, letter.sha256, letter.in_force_at = "in_force", "a" * 64, timezone.now()
    letter.save()

    assert deliver_agency_mails() == {"sent": 1}
    (attached,) = smtp.mails[0][2].iter_attachments()
    assert attached.get_content_type() == "application/pdf"
    assert attached.get_content().startswith(b"%PDF")


def test_a_mail_that_a_killed_worker_held_is_sent_again_under_its_own_id(ask, agency, smtp):
    ask({agency: 3})
    now = timezone.now()
    held = {"state": "sending", "owner": "mati-1", "attempts": 1}
    AgencyMail.objects.update(**held, lease_until=now + timedelta(minutes=5))
    assert not deliver_agency_mails()

    AgencyMail.objects.update(lease_until=now - timedelta(seconds=1))
    assert deliver_agency_mails() == {"sent": 1}
    mail = AgencyMail.objects.get()
    assert mail.maybe_double
    assert len(smtp.ids) == 1


def test_a_mail_on_which_every_worker_died_is_given_up(ask, agency, smtp):
    ask({agency: 3})
    now = timezone.now()
    AgencyMail.objects.update(
        state="sending", owner="mati", attempts=9, lease_until=now - timedelta(seconds=1)
    )

    assert not deliver_agency_mails()

    mail = AgencyMail.objects.get()
    assert (mail.state, mail.maybe_double, mail.lease_until) == ("failed", True, None)
    assert mail.error
    assert not smtp.ids


def test_a_refused_address_is_a_failure_that_the_board_names(ask, smtp, event, staff, client_of):
    agency = factories.AgencyFactory(contact_email="550-x@contoh.example")
    ask({agency: 1})
    assert deliver_agency_mails() == {"failed": 1}
    assert "550" in AgencyMail.objects.get().error or "unavailable" in AgencyMail.objects.get().error
    page = client_of(staff).get(f"/events/{event.slug}/nominations/").content.decode()
    assert "Surel tidak sampai" in page


def test_a_busy_server_is_tried_again_later(ask, smtp):
    ask({factories.AgencyFactory(contact_email="450-x@contoh.example"): 1})
    assert deliver_agency_mails() == {"retry": 1}
    mail = AgencyMail.objects.get()
    assert mail.next_try_at > timezone.now()
    assert not deliver_agency_mails()
    smtp.modes_off = True
    AgencyMail.objects.update(next_try_at=timezone.now())
    assert deliver_agency_mails() == {"sent": 1}


def test_nothing_leaves_while_delivery_is_held(ask, agency, smtp, settings):
    ask({agency: 1})
    settings.NOTICES_PAUSED = True
    assert not deliver_agency_mails()


def test_a_question_nobody_waits_for_any_more_is_not_sent(ask, agency, smtp, staff):
    (nomination,) = ask({agency: 3})
    deliver_agency_mails()
    now = timezone.now()
    nominee = nominations.name_nominee(nomination=nomination, entry=entry(nomination), at=now)
    nominations.ask_nominee(nominee=nominee, question="Malam?", by=staff, at=now)
    assert deliver_agency_mails() == {"sent": 1}
    assert "Malam?" not in smtp.mails[1][2].as_string()
    nominations.ask_nominee(nominee=nominee, question="Siang?", by=staff, at=now)
    nominations.answer_question(nominee=nominee, answer="Ya", at=now)
    assert not deliver_agency_mails()
    assert AgencyMail.objects.filter(state="cancelled").count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_deliverers_send_each_mail_once(ask, smtp):
    quotas = {factories.AgencyFactory(contact_email=f"a{number}@contoh.example"): 1 for number in range(6)}
    ask(quotas)

    def work():
        deliver_agency_mails()
        connection.close()

    threads = [Thread(target=work) for _number in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(smtp.ids.values()) == [1] * 6
    assert AgencyMail.objects.filter(state="sent").count() == 6


def test_reminders_come_three_days_and_one_day_before_on_the_events_clock():
    zone = ZoneInfo("Asia/Pontianak")
    due = datetime(2022, 11, 20, 9, 0, tzinfo=UTC)
    assert reminder_times(due, zone) == [
        datetime(2022, 11, 17, 2, 0, tzinfo=UTC),
        datetime(2022, 11, 19, 2, 0, tzinfo=UTC),
    ]


def reminders():
    return AgencyMail.objects.filter(kind="reminder")


def test_planning_again_changes_nothing_and_follows_the_deadline(ask, agency, silent_agency, staff):
    nomination, _silent = ask({agency: 3, silent_agency: 1})
    now = timezone.now()
    assert plan_agency_reminders(at=now)["written"] == 2
    assert not plan_agency_reminders(at=now)
    assert {mail.nomination for mail in reminders()} == {nomination}

    nominations.change_nomination(
        nomination=nomination, changes={"due_at": nomination.due_at + timedelta(days=1)}, by=staff, at=now
    )
    moved = plan_agency_reminders(at=now)
    assert moved["cancelled"] + moved["written"] >= 2
    assert not plan_agency_reminders(at=now)
    Nomination.objects.filter(pk=nomination.pk).update(due_at=nomination.due_at)
    plan_agency_reminders(at=now)
    waiting = reminders().filter(state="due").values_list("due_at", flat=True)
    assert sorted(waiting) == reminder_times(nomination.due_at, nomination.event.zone)


def test_whoever_answered_or_was_closed_is_not_reminded(ask, agency, smtp, staff):
    (nomination,) = ask({agency: 3})
    now = timezone.now()
    plan_agency_reminders(at=now)
    nominations.submit_nomination(nomination=nomination, remark="Tidak ada pegawai.", at=now)
    assert plan_agency_reminders(at=now)["cancelled"] == 2
    deliver_agency_mails()
    assert [mail[2]["Subject"][:5] for mail in smtp.mails] == ["Mohon"]


def test_a_reminder_goes_out_when_its_time_comes(ask, agency, smtp):
    ask({agency: 3})
    deliver_agency_mails()
    plan_agency_reminders(at=timezone.now())
    reminders().update(next_try_at=timezone.now())
    assert deliver_agency_mails() == {"sent": 2}
    assert smtp.mails[-1][2]["Subject"].strip().startswith("Pengingat")
    assert len({links_in(mail[2])[0] for mail in smtp.mails}) == 3


@pytest.mark.django_db(transaction=True)
def test_a_worker_killed_while_it_sends_loses_and_doubles_nothing(ask, smtp, start_worker):
    ask({factories.AgencyFactory(contact_email="hang-x@contoh.example"): 1})
    worker = start_worker(EMAIL_URL=smtp.url)
    ring_agency_mails.delay()
    sending = AgencyMail.objects.filter(state="sending")
    assert wait_until(sending.exists, seconds=60)
    assert not deliver_agency_mails()  # somebody else holds it
    worker.kill()

    smtp.modes_off = True
    sending.update(lease_until=timezone.now() - timedelta(seconds=1))
    assert deliver_agency_mails() == {"sent": 1}
    assert not deliver_agency_mails()
    assert list(smtp.ids.values()) == [1]
    assert AgencyMail.objects.get().maybe_double
