"""The main job, end to end, as people do it: workbook in, officers paired, letters out, the phone told."""

import json
import re
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone

from assignments import selectors, services
from assignments.control.demo.workbook import moved_workbook
from assignments.letters.models import Letter, LetterRow
from assignments.models import Assignment, AssignmentState, Suggestion
from assignments.notices import reminders
from assignments.notices.models import Notice
from events import services as events
from events.models import AgendaItem, Event, EventStage
from lo_portal.accounts.models import User
from tests.journeys.conftest import PHONE, wait_until
from tests.letters.factories import ProfileFactory

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def workbook(tmp_path):
    """The sample with its dates moved to begin in three days."""
    path = tmp_path / "bimp-eaga.xlsx"
    path.write_bytes(moved_workbook((timezone.now() + timedelta(days=3)).date()))
    return path


def test_the_main_job(staff, person, workbook, start_worker, mails, site):
    start_worker()
    ProfileFactory()
    desk = person(staff)
    event = create_event(desk)
    events.move_event(event=event, stage=EventStage.PREPARATION, by=staff, at=timezone.now())
    import_workbook(desk, event, workbook)
    pair(desk, event)
    publish(desk, event)
    officer = answer_on_the_phone(person, event)
    issue_letters(desk, event)
    receive_letter(person, officer)
    check_letter_as_a_stranger(desk, officer)
    move_the_gala_dinner(desk, event)
    publish(desk, event)
    told_once_with_old_and_new(event)
    reminder_goes_out_by_itself(event, mails)


def create_event(desk) -> Event:
    """A new event from the form; the workbook's own sheet then completes it."""
    first = (timezone.now() + timedelta(days=3)).date()
    desk.goto("/events/new/")
    desk.fill("[name=name]", "Pertemuan Tingkat Menteri ke-25 BIMP-EAGA")
    desk.fill("[name=short_name]", "BIMP-EAGA MM ke-25")
    desk.fill("[name=starts_on]", first.isoformat())
    desk.fill("[name=ends_on]", (first + timedelta(days=3)).isoformat())
    desk.click("main form button[type=submit] >> nth=0")
    return wait_until(Event.objects.first, what="the event")


def import_workbook(desk, event, workbook):
    desk.goto(f"/events/{event.slug}/imports/new/")
    desk.set_input_files("#id_file", str(workbook))
    desk.click("form[data-upload] button.btn-primary")
    desk.locator("button[formaction$='/confirm/']").click(timeout=60_000)
    slots = wait_until(lambda: selectors.event_slots(event), what="the delegations")
    assert len(slots) == 36
    assert event.roster.count() == 38
    assert AgendaItem.objects.filter(event=event).count() == 11


def pair(desk, event):
    """Ask for a suggestion, leave one line unticked, apply the rest, fill the last slot by hand."""
    desk.goto(f"/events/{event.slug}/board/")
    desk.click("form[action$='/suggest/'] button")
    wait_until(Suggestion.objects.filter(event=event).exists, what="the suggestion")
    desk.goto(f"/events/{event.slug}/board/")
    ticks = desk.locator("#suggestion input[name=slots]")
    assert ticks.count() == 36
    left = ticks.first.get_attribute("value")
    ticks.first.uncheck()
    desk.locator("button[form=apply-form], #suggestion footer button").first.click()
    desk.wait_for_load_state()
    if desk.locator("#reason, [name=reason]").count():
        desk.locator("[name=reason]").first.fill("Disepakati dalam rapat.")
        desk.locator("main form button.btn-primary").click()
    wait_until(lambda: Assignment.objects.held().count() >= 35, what="the applied suggestion")
    desk.goto(f"/events/{event.slug}/board/?slot={left}")
    desk.locator("#candidates form[action$='/place/'] button.btn-primary").first.click()
    wait_until(lambda: not any(slot.is_open for slot in selectors.event_slots(event)), what="full coverage")


def publish(desk, event):
    before = event.publications.count()
    desk.goto(f"/events/{event.slug}/publish/")
    desk.locator(".dock button.btn-primary").click()
    confirm = desk.locator("dialog[open] form button.btn-primary, dialog[open] button[type=submit]")
    if confirm.count():
        confirm.first.click()
    wait_until(lambda: event.publications.count() == before + 1, what="the new version")


def answer_on_the_phone(person, event) -> User:
    """The first officer presses *bersedia* on a phone; the others' answers follow by the same service."""
    offered = Assignment.objects.filter(state=AssignmentState.OFFERED)
    first = offered.order_by("delegation__code", "slot").first()
    phone = person(first.officer.user, PHONE)
    phone.goto("/duty/")
    phone.locator(f"a[href*='{first.pk}'], form[action*='{first.pk}'] button").first.click()
    accept = phone.locator("form[action$='/accept/'] button")
    if accept.count():
        accept.first.click()
    accepted = Assignment.objects.filter(pk=first.pk, state=AssignmentState.ACCEPTED)
    wait_until(accepted.exists, what="the officer's answer")
    phone.goto("/duty/")
    assert phone.locator("a[href^='tel:']").count() >= 1
    assert "WI" in phone.inner_text("main")  # WIB or WITA: every time is shown with its zone
    for assignment in offered.all():
        services.accept_assignment(assignment=assignment, by=assignment.officer.user, at=timezone.now())
    return first.officer.user


def issue_letters(desk, event):
    """Everybody with a duty and every coordinator gets a letter; whoever serves nobody yet does not."""
    serving = set(Assignment.objects.held().values_list("officer", flat=True))
    named = serving | set(event.roster.filter(role="coordinator").values_list("officer", flat=True))
    assert len(named) >= 37
    desk.goto(f"/events/{event.slug}/letters/")
    desk.click("[data-dialog=issue]")
    desk.locator("dialog[open] button[type=submit], dialog[open] button.btn-primary").last.click()
    in_force = LetterRow.objects.filter(letter__event=event, letter__state="in_force")
    wait_until(
        lambda: set(in_force.values_list("officer", flat=True)) == named,
        seconds=180,
        what="the letters in force",
    )
    desk.reload()
    assert str(len(named)) in desk.inner_text("main")


def receive_letter(person, user):
    phone = person(user, PHONE)
    phone.goto("/letters/mine/")
    with phone.expect_response(re.compile(r"/letters/.+/file/")) as answer:
        phone.evaluate("fetch(document.querySelector('a[href$=\"/file/\"]').href)")
    assert answer.value.headers["content-type"] == "application/pdf"
    phone.locator("form[action$='/receive/'] button").click()
    received = LetterRow.objects.filter(officer__user=user, received_at__isnull=False)
    wait_until(received.exists, what="the receipt")


def check_letter_as_a_stranger(desk, user):
    letter = Letter.objects.get(rows__officer__user=user)
    stranger = desk.context.browser.new_context(viewport=PHONE, base_url=desk.url.split("/events")[0])
    page = stranger.new_page()
    page.goto(f"/V/{letter.token}")
    shown = page.inner_text("main")
    assert letter.number in shown
    assert user.officer.name not in shown
    assert page.goto("/V/" + "0" * 26).status == 404
    stranger.close()


def move_the_gala_dinner(desk, event):
    """19.00 becomes 18.30."""
    gala = AgendaItem.objects.get(event=event, title="Gala dinner")
    desk.goto(f"/agenda/{gala.pk}/edit/")
    desk.locator("[name=starts]").fill("18:30")
    desk.locator("main form button.btn-primary").first.click()
    wait_until(
        lambda: AgendaItem.objects.get(pk=gala.pk).starts_at == gala.starts_at - timedelta(minutes=30),
        what="the moved dinner",
    )


def told_once_with_old_and_new(event):
    changed = Notice.objects.filter(event=event, channel="inbox", text__contains="18.30")
    changed = changed.exclude(kind__in=["briefing", "duty"])
    notices = wait_until(lambda: list(changed), what="the change notices")
    people = [notice.recipient_id for notice in notices]
    assert len(people) == len(set(people))
    assert all("19.00" in notice.text for notice in notices)


def reminder_goes_out_by_itself(event, mails):
    """A briefing a little over two hours ahead: its two-hour reminder falls due and is delivered."""
    starts_at = timezone.now() + timedelta(hours=2, seconds=5)
    ends_at = starts_at + timedelta(hours=1)
    events.create_briefing(
        event=event,
        item_values={"title": "Pengarahan akhir", "starts_at": starts_at, "ends_at": ends_at},
        values={},
        by=User.objects.get(name="Dewi Staf"),
        at=timezone.now(),
    )
    reminders.plan_event_reminders(event=event, at=timezone.now())

    def reminded():
        call_command("deliver_notices", verbosity=0)
        return [mail for mail in mails() if "Pengarahan akhir" in mail.subject + mail.text]

    wait_until(reminded, what="the reminder")


def test_sign_in_by_code_typed_from_the_mail(staff, browser, site, mails):
    context = browser.new_context(base_url=site, locale="id-ID")
    page = context.new_page()
    page.goto("/")
    page.fill("#id_email", staff.email)
    page.click("main button[type=submit]")
    mail = wait_until(mails, what="the mail with the code")[0]
    code = re.search(r"\b\d{6}\b", mail.text)[0]
    page.fill("[name=code]", code)
    page.click("main button[type=submit] >> nth=0")
    page.wait_for_load_state()
    assert "/account/" not in page.url
    context.close()


def test_a_second_import_of_the_same_workbook_changes_nothing(db, workbook, capsys):
    call_command("import_workbook", str(workbook), "--json")
    capsys.readouterr()
    call_command("import_workbook", str(workbook), "--json")
    report = json.loads(capsys.readouterr().out)
    assert {kind: part["new"] + part["changed"] + part["cancelled"] for kind, part in report.items()} == {
        "officers": 0, "delegations": 0, "agenda": 0,
    }  # fmt: skip
