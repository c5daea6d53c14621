"""The phone without signal, in a real browser: what is kept, for whom, and what makes it go."""

import json
import random
import shutil
from contextlib import contextmanager, suppress
from datetime import timedelta

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.contrib.sessions.models import Session
from django.core.signals import request_started
from django.db import connections
from django.utils import timezone
from PIL import Image
from playwright.sync_api import Error, sync_playwright

from assignments.duty import publishing
from assignments.duty.models import DutySheet
from assignments.duty.pages import owner_of
from assignments.field.models import Acknowledgement, ChecklistTick, Incident, StatusReport
from assignments.models import Assignment
from assignments.notices.channels.push import payload
from assignments.notices.models import Notice
from delegates.models import Movement
from tests.duty.factories import gala, served_delegation
from tests.duty.signal import Signal
from tests.letters.factories import LetterFactory, LetterRowFactory

pytestmark = pytest.mark.django_db(transaction=True)

KEPT = "async () => (await caches.has('sheet')) ? (await (await caches.open('sheet')).keys()).length : 0"
STORED = """async () => JSON.stringify({
  caches: (await caches.keys()).filter((name) => !name.startsWith("static-")),
  databases: (await indexedDB.databases()).length,
  local: localStorage.length, session: sessionStorage.length })"""
SHOWN = """async () => {
  const registration = await navigator.serviceWorker.getRegistration("/duty/");
  const shown = await registration.getNotifications();
  return shown.map((one) => [one.title, one.body, one.data.path]);
}"""
STORED_ITEMS = """() => new Promise((resolve) => {
  const request = indexedDB.open("outbox", 1);
  request.onupgradeneeded = () => request.result.createObjectStore("items", { keyPath: "key" });
  request.onsuccess = () => {
    const count = request.result.transaction("items").objectStore("items").count();
    count.onsuccess = () => { request.result.close(); resolve(count.result); };
  };
})"""
UNSENT = """(owner) => new Promise((resolve) => {
  const request = indexedDB.open("outbox", 1);
  request.onupgradeneeded = () => request.result.createObjectStore("items", { keyPath: "key" });
  request.onsuccess = () => {
    const items = request.result.transaction("items", "readwrite").objectStore("items");
    const item = { key: crypto.randomUUID(), type: "tap", at: Date.now(), label: "Mendarat", owner };
    items.put(item).onsuccess = () => { request.result.close(); resolve(); };
  };
})"""
DATABASES = "async () => (await indexedDB.databases()).length"
NOTHING = '{"caches":[],"databases":0,"local":0,"session":0}'


@pytest.fixture(scope="module")
def browser():
    """One for the module: every phone is a context of its own, with nothing of the one before."""
    path = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    with pytest.MonkeyPatch.context() as patch, sync_playwright() as playwright:
        # Playwright keeps an event loop running, in which Django would refuse the ORM.
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-gpu"])
        yield browser
        connections.close_all()  # those of the browser's event loop end with it
        browser.close()


@pytest.fixture
def published(event, staff, officer_user, other_officer_user, coordinator):
    today = timezone.localdate()
    event.starts_on, event.ends_on = today, today + timedelta(days=2)
    event.save()
    served_delegation(event, officer_user, code="PH-01", contact_name="Carlo", contact_phone="+639171234567")
    served_delegation(event, other_officer_user, code="GUB-01", name="Maluku", tier="GUB")
    gala(
        event,
        starts_at=timezone.now() + timedelta(days=1),
        ends_at=timezone.now() + timedelta(days=1, hours=2),
    )
    publishing.publish_plan(event=event, by=staff, at=timezone.now())


@pytest.fixture
def signal(live_server):
    signal = Signal(live_server.thread.port)
    yield signal
    signal.close()


@pytest.fixture
def phone_of(browser, signal, client_of):
    """`phone_of(user)` is a page of a phone on which that person is signed in."""
    contexts = []

    def open_phone(user, **options):
        context = browser.new_context(
            viewport={"width": 390, "height": 844}, base_url=signal.url, locale="id-ID", **options
        )
        contexts.append(context)
        sign_in(context, user)
        return context.new_page()

    def sign_in(context, user):
        key = client_of(user).cookies["sid"].value
        context.add_cookies([{"name": "sid", "value": key, "url": signal.url}])

    open_phone.sign_in = sign_in
    yield open_phone
    for context in contexts:
        context.close()


def visit(page, path="/duty/"):
    """Open a page and wait until the phone has kept its six pages and the owner's mark."""
    page.goto(path)
    wait_until_kept(page)
    return page


def wait_until_kept(page):
    assert patiently(page, lambda: page.evaluate(KEPT) == 7), "the phone did not keep its pages"


def patiently(page, ask):
    """The first answer of `ask()` that is not empty, within half a minute; else the last one."""
    for _ in range(300):
        if answer := ask():
            break
        page.wait_for_timeout(100)
    return answer


@contextmanager
def lost(signal):
    """No signal, for the page and for its worker."""
    signal.cut()
    yield
    signal.restore()


def test_all_days_open_without_signal_after_one_visit(published, phone_of, officer_user, signal):
    page = visit(phone_of(officer_user))
    with lost(signal):
        page.goto("/duty/")
        assert page.locator("[data-netbar]").is_visible()
        assert "Gala dinner" in page.content()
        page.goto("/duty/contacts/")
        assert page.locator("a[href='tel:+639171234567']").is_visible()
        page.goto("/duty/delegations/")
        assert "Madam Secretary Tolentino" in page.content()


def test_restricted_notes_are_not_kept(published, phone_of, officer_user, signal):
    page = visit(phone_of(officer_user))
    care = f"/duty/assignments/{Assignment.objects.get(officer__user=officer_user).pk}/care/"
    page.goto(care)
    assert "alergi penisilin" in page.content()
    with lost(signal):
        page.goto(care)
        assert "alergi penisilin" not in page.content()
        assert page.locator("a[href='/duty/']").is_visible()


def test_signing_out_leaves_no_personal_byte(published, phone_of, officer_user, signal):
    page = visit(phone_of(officer_user))
    page.goto("/duty/documents/")
    page.locator("form[data-forget] button").click()
    page.wait_for_url("**/account/**")
    assert page.evaluate(STORED) == NOTHING
    with lost(signal), suppress(Error):  # no answer at all is as good as an empty one
        page.goto("/duty/")
        assert "Gala dinner" not in page.content()


def test_next_person_on_the_same_phone_never_sees_the_first_ones_pages(
    published, phone_of, officer_user, other_officer_user, signal
):
    page = visit(phone_of(officer_user))
    assert "PH-01" in page.content()
    phone_of.sign_in(page.context, other_officer_user)
    page.goto("/duty/")
    assert "GUB-01" in page.content()
    wait_until_kept(page)
    with lost(signal):
        for path in ("/duty/", "/duty/delegations/", "/duty/contacts/"):
            page.goto(path)
            assert "GUB-01" in page.content()
            assert "PH-01" not in page.content()


def test_session_that_ended_on_the_server_empties_the_phone(published, phone_of, officer_user):
    page = visit(phone_of(officer_user))
    Session.objects.all().delete()
    page.goto("/duty/")
    assert "/account/" in page.url
    assert page.evaluate(KEPT) == 0


def test_sheet_of_a_past_event_is_not_shown_from_the_phone(published, event, phone_of, officer_user, signal):
    today = timezone.localdate()
    event.starts_on, event.ends_on = today - timedelta(days=9), today - timedelta(days=5)
    event.save()
    page = visit(phone_of(officer_user))
    with lost(signal):
        page.goto("/duty/")
        assert "Gala dinner" not in page.content()
        assert page.evaluate(KEPT) == 0


def test_repeat_visit_is_one_request(published, phone_of, officer_user):
    page = visit(phone_of(officer_user))
    page.wait_for_load_state("networkidle")
    asked = []

    def note(sender, environ, **kwargs):
        asked.append(environ["PATH_INFO"])

    request_started.connect(note)
    try:
        page.goto("/duty/")
        page.wait_for_load_state("networkidle")
        page.wait_for_timeout(1000)
    finally:
        request_started.disconnect(note)
    assert asked == ["/duty/"]


def test_page_works_without_javascript(published, phone_of, officer_user):
    page = phone_of(officer_user, java_script_enabled=False)
    page.goto("/duty/")
    page.locator("form.thumb button").click()
    assert page.url.endswith("/duty/")
    assert page.locator("form.thumb").count() == 0


@pytest.mark.parametrize("width", [390, 360])
def test_five_answers_need_no_scroll(published, phone_of, officer_user, width):
    page = phone_of(officer_user)
    page.set_viewport_size({"width": width, "height": 844})
    page.goto("/duty/")
    fold = page.locator(".thumb").bounding_box()["y"] + 14
    for answer in (".do", ".where", ".clocks .hot", ".clocks > div:last-child", ".calls"):
        box = page.locator(answer).first.bounding_box()
        assert box["y"] + box["height"] <= fold, answer
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_a_push_message_becomes_a_notification_that_leads_to_its_page(phone_of, published, officer_user):
    """Delivered by the browser's own debugging interface: a headless one has no push service."""
    page = phone_of(officer_user)
    page.context.grant_permissions(["notifications"])
    visit(page)
    workers = page.context.new_cdp_session(page)
    registrations = []
    workers.on(
        "ServiceWorker.workerRegistrationUpdated", lambda event: registrations.extend(event["registrations"])
    )
    workers.send("ServiceWorker.enable")
    (known,) = patiently(page, lambda: [one for one in registrations if one["scopeURL"].endswith("/duty/")])
    notice = Notice.objects.filter(recipient=officer_user, channel="inbox").latest("created_at")
    workers.send(
        "ServiceWorker.deliverPushMessage",
        {
            "origin": page.evaluate("location.origin"),
            "registrationId": known["registrationId"],
            "data": json.dumps(payload(notice)),
        },
    )
    shown = patiently(page, lambda: page.evaluate(SHOWN))
    assert shown == [[notice.title, notice.content["lead"], "/duty/"]]


def test_taps_without_signal_arrive_once_and_in_order(phone_of, published, officer_user, signal):
    """The officer stands in a dead spot: three taps, then the signal is back."""
    DutySheet.objects.update(read_at=timezone.now() + timedelta(minutes=1))
    arrival = Movement.objects.get(delegation__code="PH-01", kind="arrival")
    arrival.scheduled_at = timezone.now() + timedelta(minutes=30)
    arrival.save()
    publishing.publish_plan(event=arrival.event, by=None, at=timezone.now())
    page = phone_of(officer_user)
    visit(page)
    with lost(signal):
        page.goto("/duty/report/")
        for verb in ("Saya sudah di tempat", "Tamu sudah mendarat", "Tamu sudah bersama saya"):
            page.get_by_role("button", name=verb).click()
            page.wait_for_timeout(50)
        assert patiently(page, lambda: page.locator("[data-outbox-list] .note").count() == 3)
        assert "Belum terkirim: Tamu bersama saya" in page.locator("[data-outbox-list]").inner_text()
    assert not StatusReport.objects.exists()
    page.goto("/duty/report/")
    assert patiently(page, lambda: StatusReport.objects.count() == 3)
    assert patiently(page, lambda: page.locator("[data-outbox-list] .note").count() == 0)
    rows = list(StatusReport.objects.order_by("tapped_at"))
    assert [row.phase for row in rows] == ["on_site", "landed", "lounge"]
    assert all(row.tapped_at < row.received_at for row in rows)
    assert page.evaluate(STORED_ITEMS) == 0


def test_the_guide_is_ticked_and_agreed_to_without_signal(phone_of, published, officer_user, signal):
    page = phone_of(officer_user)
    visit(page)
    with lost(signal):
        page.goto("/duty/guide/")
        boxes = page.locator("details[open] [role=checkbox]")
        for number in (0, 1, 2, 1):
            boxes.nth(number).click()
        assert [boxes.nth(number).get_attribute("aria-checked") for number in range(3)] == [
            "true",
            "false",
            "true",
        ]
        assert page.locator("details[open] [data-done]").inner_text() == "2"
        page.get_by_role("button", name="Sudah saya baca dan setuju").click()
        assert patiently(page, lambda: page.evaluate(STORED_ITEMS) == 5)
    page.goto("/duty/guide/")
    assert patiently(page, lambda: Acknowledgement.objects.count() == 1)
    page.locator("summary", has_text="disetujui").wait_for()
    page.locator("[data-outbox-list] .note").first.wait_for(state="detached")
    assert page.evaluate(STORED_ITEMS) == 0
    assert ChecklistTick.objects.count() == 2
    assert not Acknowledgement.objects.filter(acknowledged_at__gt=timezone.now()).exists()


def test_phone_pages_have_no_barrier_for_a_screen_reader(phone_of, published, officer_user):
    page = phone_of(officer_user)
    held = Assignment.objects.get(officer__user=officer_user)
    paths = [
        "",
        "delegations/",
        "report/",
        "incidents/new/",
        "guide/",
        "contacts/",
        "documents/",
        "briefings/",
    ]
    paths += [f"handover/{held.pk}/", f"final-report/{held.pk}/"]
    found = {}
    for path in paths:
        page.goto(f"/duty/{path}")
        page.evaluate("for (const one of document.querySelectorAll('details')) one.open = true")
        violations = Axe().run(page).response["violations"]
        if violations:
            found[path] = [(one["id"], [node["html"] for node in one["nodes"]]) for one in violations]
    assert found == {}


def test_the_whole_row_of_a_list_can_be_tapped(phone_of, published, officer_user):
    page = phone_of(officer_user)
    page.goto("/duty/documents/")
    row = page.locator(".rows>li", has=page.locator('a[href="/duty/calendar/"]')).bounding_box()
    assert row["height"] >= 44
    page.mouse.click(row["x"] + row["width"] - 6, row["y"] + row["height"] - 6)
    page.wait_for_url("**/duty/calendar/")


def test_signing_out_throws_unsent_taps_away_only_when_told(phone_of, published, officer_user, signal):
    page = phone_of(officer_user)
    visit(page)
    with lost(signal):
        page.goto("/duty/report/")
        page.locator("form[data-outbox=tap]:not([hidden]) button").click()
        assert patiently(page, lambda: page.evaluate(STORED_ITEMS) == 1)
    page.route("**/duty/report/replay/", lambda route: route.abort())
    page.goto("/duty/documents/")
    page.once("dialog", lambda dialog: dialog.dismiss())
    page.locator("form[data-forget] button").click()
    page.wait_for_timeout(300)
    assert page.evaluate(STORED_ITEMS) == 1
    page.once("dialog", lambda dialog: dialog.accept())
    page.locator("form[data-forget] button").click()
    page.wait_for_url("**/account/**")
    assert page.evaluate(STORED) == NOTHING


def test_a_session_ended_elsewhere_leaves_nothing_on_the_phone(phone_of, published, officer_user):
    page = phone_of(officer_user)
    page.clock.install()
    visit(page)
    Session.objects.all().delete()
    page.clock.fast_forward(46_000)
    page.wait_for_url("**/account/**")
    assert page.evaluate(STORED) == NOTHING


def test_unsent_taps_go_after_the_events_end_although_nobody_signs_in(
    published, event, phone_of, officer_user, signal
):
    today = timezone.localdate()
    event.starts_on, event.ends_on = today - timedelta(days=9), today - timedelta(days=5)
    event.save()
    page = visit(phone_of(officer_user))
    with lost(signal):
        page.evaluate(UNSENT, owner_of(officer_user))
        with suppress(Error):
            page.goto("/duty/documents/")
        assert patiently(page, lambda: page.evaluate(DATABASES) == 0)


def test_unsent_taps_go_with_a_session_that_ended(published, phone_of, officer_user):
    page = visit(phone_of(officer_user))
    page.evaluate(UNSENT, owner_of(officer_user))
    Session.objects.all().delete()
    page.goto("/duty/")
    assert "/account/" in page.url
    assert patiently(page, lambda: page.evaluate(DATABASES) == 0)


def test_taps_of_another_person_are_never_sent(published, phone_of, officer_user, other_officer_user):
    page = visit(phone_of(officer_user))
    page.evaluate(UNSENT, owner_of(other_officer_user))
    sent = []
    page.on("request", lambda request: sent.append(request.url) if "/replay/" in request.url else None)
    page.goto("/duty/report/")
    page.wait_for_load_state("networkidle")
    assert sent == []
    assert page.locator("[data-outbox-list] .note").count() == 0
    assert page.evaluate(STORED_ITEMS) == 1


def test_a_receipt_without_signal_is_sent_from_whatever_page_is_opened_next(
    published, event, phone_of, officer_user, signal
):
    row = LetterRowFactory(letter=LetterFactory(event=event), officer=officer_user.officer)
    page = phone_of(officer_user)
    page.goto("/letters/mine/")
    with lost(signal):
        page.locator("form[data-outbox=receive] button").click()
        page.locator("[data-outbox-list] .note").wait_for()
    page.goto("/notices/")
    assert patiently(page, lambda: type(row).objects.get(pk=row.pk).received_at)
    assert patiently(page, lambda: page.evaluate(STORED_ITEMS) == 0)


def test_a_photo_of_twenty_megabytes_is_made_small_on_the_phone(phone_of, published, officer_user, tmp_path):
    path = tmp_path / "foto.jpg"
    noise = Image.frombytes("RGB", (3200, 2400), random.Random(7).randbytes(3200 * 2400 * 3))
    noise.save(path, "JPEG", quality=100, subsampling=0)
    assert path.stat().st_size > 15_000_000
    page = phone_of(officer_user)
    page.goto("/duty/incidents/new/")
    page.locator("input[name=kind][value=logistics]").check(force=True)
    page.set_input_files("input[name=photo]", str(path))
    with page.expect_request("**/duty/incidents/new/") as asked:
        page.locator("form[data-outbox=incident] button[type=submit]").last.click()
    assert asked.value.sizes()["requestBodySize"] < 4_000_000
    assert patiently(page, lambda: Incident.objects.exclude(photo="").exists())
