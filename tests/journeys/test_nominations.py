"""Officers by nomination: the bureau asks by letter, an agency names people, the bureau decides."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from assignments.letters.models import Letter
from assignments.nominating.tasks import ring_agency_mails
from lo_portal.sheets.writing import ExportTable, write_xlsx
from officers.models import RosterEntry
from officers.nominations.models import Nomination, Nominee
from tests import factories
from tests.journeys.conftest import PHONE, wait_until
from tests.letters.factories import ProfileFactory

pytestmark = pytest.mark.django_db(transaction=True)

HEADINGS = ("NAMA / NIP", "PANGKAT/GOL", "JABATAN", "NO. HP/WA", "BAHASA")
ROWS = [
    (
        "Rina Lestari, S.Sos.\nNIP. 19900303 201503 2 003",
        "Penata Muda Tk. I (III/b)",
        "Analis",
        "081298765432",
        "",
    ),
    ("Tono\nNIP. 1990030320150", "III/b", "Staf", "0812", ""),
]


@pytest.fixture
def office(browser, site):
    """A browser at the agency, in which nobody is signed in."""
    context = browser.new_context(viewport=PHONE, locale="id-ID", base_url=site)
    page = context.new_page()
    page.set_default_timeout(20_000)
    yield page
    context.close()


def test_an_agency_is_asked_names_people_and_the_bureau_decides(
    staff, person, office, start_worker, mails, tmp_path
):
    start_worker()
    ProfileFactory()
    event = factories.EventFactory(
        starts_on=timezone.localdate() + timedelta(days=20), ends_on=timezone.localdate() + timedelta(days=23)
    )
    agency = factories.AgencyFactory(name="Dinas Pariwisata", contact_email="umum@pariwisata.example")
    desk = person(staff)

    ask(desk, event, agency)
    link = link_in_the_mail(mails)
    name_two(office, link)
    upload(office, link, tmp_path)
    hand_in(office)
    decide(desk, event)
    answer(office, link)
    board(desk, event)


def ask(desk, event, agency):
    desk.goto(f"/events/{event.slug}/nominations/")
    desk.click(".acts a.btn-primary")
    desk.fill(f"[name=quota-{agency.pk}]", "3")
    desk.fill("[name=note]", "Lancar berbahasa Inggris")
    desk.click("main form button.btn-primary")
    desk.wait_for_load_state()
    assert "Dinas Pariwisata" in desk.inner_text("table")
    letter = wait_until(Letter.objects.first, what="the letter")
    wait_until(lambda: Letter.objects.get(pk=letter.pk).state == "in_force", what="the letter in force")
    ring_agency_mails.delay()


def link_in_the_mail(mails) -> str:
    mail = wait_until(lambda: [one for one in mails() if "pariwisata" in one.to], what="the mail")[0]
    assert "Mohon mengusulkan 3 Liaison Officer" in mail.subject
    return re.search(r"(/n/[\w-]+/)", mail.text)[1]


def name_two(office, link):
    office.goto(link)
    assert "Lancar berbahasa Inggris" in office.inner_text("main")
    office.click("a[href$='/people/new/']")
    office.fill("[name=name]", "Drs. Budi Santoso, M.Si.")
    office.fill("[name=nip]", "1980 0101 2005")
    office.fill("[name=languages]", "Inggris B2")
    office.click("footer button.btn-primary")
    assert "18 angka" in office.inner_text("main")
    office.fill("[name=nip]", "19800101 200501 1 001")
    office.click("button[name=more]")
    office.wait_for_url("**/people/new/")
    office.fill("[name=name]", "Siti Aminah, S.E.")
    office.click("footer button.btn-primary")
    office.wait_for_url(f"**{link}")
    assert Nominee.objects.count() == 2


def upload(office, link, tmp_path):
    file = tmp_path / "Daftar LO.xlsx"
    file.write_bytes(write_xlsx(ExportTable("LO", HEADINGS, ROWS)))
    office.set_input_files("#id_file", str(file))
    office.click("form[action$='/upload/'] button")
    office.wait_for_url("**/list/")
    assert "Rina Lestari, S.Sos." in office.inner_text("main")
    assert "NIP harus 18 angka" in office.inner_text("main")
    assert office.locator("input[name=rows]").count() == 1
    office.click("#take button.btn-primary")
    office.wait_for_url(f"**{link}")
    assert Nominee.objects.count() == 3


def hand_in(office):
    office.fill("[name=remark]", "Siap bertugas.")
    office.click("form[action$='/submit/'] button")
    office.wait_for_load_state()
    wait_until(Nomination.objects.filter(state="submitted").exists, what="the hand-in")


def decide(desk, event):
    nomination = Nomination.objects.get()
    desk.goto(f"/nominations/{nomination.pk}/")
    budi, rina, siti = Nominee.objects.order_by("name")
    desk.click(f"#nominee-{budi.pk} form[action$='/accept/'] button")
    entry = RosterEntry.objects.filter(event=event, officer__name="Budi Santoso")
    wait_until(entry.exists, what="the roster entry")
    desk.click(f"#nominee-{rina.pk} [data-dialog^=refuse]")
    desk.fill("dialog[open] [name=reason]", "Sedang tugas belajar")
    desk.click("dialog[open] button[type=submit]")
    wait_until(lambda: Nominee.objects.get(pk=rina.pk).decision == "refused", what="the refusal")
    desk.goto(f"/nominations/{nomination.pk}/")
    desk.click(f"#nominee-{siti.pk} [data-dialog^=ask]")
    desk.fill("dialog[open] [name=question]", "Dapat bertugas malam?")
    desk.click("dialog[open] button[type=submit]")
    wait_until(lambda: Nominee.objects.get(pk=siti.pk).decision == "asked", what="the question")


def answer(office, link):
    office.goto(link)
    shown = office.inner_text("main")
    assert "Sedang tugas belajar" in shown
    assert "Dapat bertugas malam?" in shown
    office.fill("[name=answer]", "Dapat, setelah pukul 18.00.")
    office.click("form[action$='/answer/'] button")
    wait_until(Nominee.objects.filter(answer__startswith="Dapat").exists, what="the answer")


def board(desk, event):
    desk.goto(f"/events/{event.slug}/nominations/")
    row = desk.inner_text("table tbody tr")
    assert "2/3" in row
    assert "1/3" in row
    assert "Putuskan 1 nama" in row
