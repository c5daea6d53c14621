"""Hostile text in every field is shown as text and nothing runs; a real browser never meets the policy."""

import io

import pypdf
import pytest
from django.urls import reverse

from assignments.letters import services as letters
from assignments.letters.models import Letter
from events.models import Event
from tests import factories
from tests.journeys import hostile
from tests.journeys.conftest import PHONE
from tests.letters.factories import ProfileFactory
from tests.world import build_world

WATCH = """
window.canary = (n) => note("ran " + n);
document.addEventListener("securitypolicyviolation", (event) =>
    note("policy " + event.violatedDirective + " " + event.blockedURI + " " + event.sample));
"""


@pytest.fixture
def world(event, officer_user, staff, at):
    """One row of everything, an officer with a letter; then every free text is hostile."""
    rows = build_world(event)
    factories.AssignmentFactory(delegation=rows["delegation"], officer=officer_user.officer, state="accepted")
    letters.issue_letters(event=event, profile=ProfileFactory(), collective=False, by=staff, at=at)
    rows["poisoned"] = hostile.poison()
    return rows


def test_the_look_finds_what_would_run():
    """The negative control: unescaped, nearly every payload would be seen."""
    seen = [words for words in hostile.PAYLOADS if hostile.Look(f"<p>{words}</p>").found]
    unseen = set(hostile.PAYLOADS) - set(seen)
    assert len(seen) >= 26, unseen
    assert hostile.Look(f'<a title="{hostile.PAYLOADS[6]}">x</a>').found


def test_no_page_carries_hostile_markup(world, staff, officer_user, client_of):
    assert world["poisoned"] >= 80
    pages, found = 0, {}
    for person in (staff, officer_user):
        client = client_of(person)
        for address in hostile.addresses():
            answer = client.get(address)
            if answer.status_code != 200 or not answer.headers["Content-Type"].startswith("text/html"):
                continue
            pages += 1
            policy = answer.headers["Content-Security-Policy"]
            assert "default-src 'none'" in policy, address
            assert "unsafe" not in policy, address
            if trouble := hostile.Look(answer.content.decode()).found:
                found[address] = trouble
    assert (found, pages > 100) == ({}, True), pages


def test_hostile_text_is_text_in_the_letter(event, staff, at, client_of):
    words = "<img src=x onerror=canary(1)>"
    officer = factories.OfficerFactory(name=f"Rina {words}", front_title="", back_title="")
    factories.RosterEntryFactory(event=event, officer=officer)
    factories.AssignmentFactory(
        officer=officer, state="accepted", delegation__event=event, delegation__name=f"Delegasi {words}"
    )
    letters.issue_letters(event=event, profile=ProfileFactory(), collective=False, by=staff, at=at)
    letter = Letter.objects.get()
    from assignments.letters import pictures

    pages = pypdf.PdfReader(io.BytesIO(pictures.draft_pdf(letter))).pages
    text = "".join("".join(page.extract_text() for page in pages).split())
    assert "<imgsrc=xonerror=canary(1)>" in text


@pytest.mark.django_db(transaction=True)
def test_the_browser_runs_nothing_and_meets_no_policy(world, event, staff, officer_user, browser, site):
    from django.utils import timezone

    from lo_portal.accounts import services as accounts

    at_desk = [
        reverse("control:control-room", args=[event.slug]),
        reverse("events:agenda-list", args=[event.slug]),
        reverse("delegates:delegation-list", args=[event.slug]),
        reverse("delegates:delegation-detail", args=[world["delegation"].pk]),
        reverse("officers:officer-list", args=[event.slug]),
        reverse("officers:officer-detail", args=[world["officer"].pk]),
        reverse("assignments:board", args=[event.slug]),
        reverse("letters:letter-list", args=[event.slug]),
        reverse("notices:notice-list", args=[event.slug]),
        reverse("live:live-board", args=[event.slug]),
        reverse("audit:trail-list"),
        reverse("privacy:home") + "?q=canary",
    ]
    on_phone = [
        reverse(name) for name in ("duty:today", "duty:delegations", "duty:contacts", "notices:inbox")
    ]
    today = timezone.localdate()  # guests are closed to officers two days after an event
    Event.objects.filter(pk=event.pk).update(starts_on=today, ends_on=today)
    seen, shown = [], 0
    for user, size, addresses in ((staff, None, at_desk), (officer_user, PHONE, on_phone)):
        context = browser.new_context(
            base_url=site, locale="id-ID", viewport=size or {"width": 1440, "height": 900}
        )
        context.expose_binding("note", lambda source, words: seen.append((source["page"].url, words)))
        context.add_init_script(WATCH)
        page = context.new_page()
        secret = accounts.create_sign_in_link(user=user, by=None, at=timezone.now())
        page.goto(f"/me/link/{secret}/")
        page.click("main button[type=submit]")
        for address in addresses:
            answer = page.goto(address)
            page.wait_for_load_state("networkidle")
            assert answer.status == 200, address
            shown += "canary(" in page.inner_text("body")
        if user is staff:
            _controls(page, seen)
        context.close()
    assert seen == []
    assert shown >= 8  # the hostile words were really there, as text


def _controls(page, seen: list) -> None:
    """Both watches work: what is put into the page by force is refused by the policy and reported."""
    page.evaluate("document.body.insertAdjacentHTML('beforeend', '<img src=x onerror=canary(99)>')")
    page.wait_for_function("() => document.querySelector('img[src=x]').complete")
    page.evaluate("canary(100)")
    words = [said for _url, said in seen]
    assert any(said.startswith("policy script-src-attr") for said in words), words
    assert "ran 100" in words
    assert "ran 99" not in words
    seen.clear()
