"""The same questions of every view: works, wrong method, stranger, wrong role, bad input; list costs."""

import pytest
import time_machine
from django.urls import get_resolver, reverse

from assignments.letters.models import Letter, LetterStep, RegisterEntry
from tests.factories import AssignmentFactory, BriefingFactory, DelegationFactory, RosterEntryFactory
from tests.letters.factories import AT, LetterFactory, LetterRowFactory, ProfileFactory

pytestmark = pytest.mark.django_db

CAST = ["staff", "signatory", "coordinator", "officer_user", "other_officer_user", "stranger", "admin_user"]
# Who gets what from a page that is read: staff, signatory, coordinator, the named officer, another
# officer, a stranger, the administrator.
PAGES = {
    "letter-list": (200, 200, 200, 403, 403, 404, 403),
    "letter-detail": (200, 200, 200, 200, 404, 404, 404),
    "letter-file": (200, 200, 200, 200, 404, 404, 404),
    "letter-page": (200, 200, 200, 200, 404, 404, 404),
    "letter-docx": (200, 403, 403, 403, 404, 404, 404),
    "letters-export": (200, 403, 403, 403, 403, 404, 403),
    "letters-pdf-zip": (200, 403, 403, 403, 403, 404, 403),
    "letters-docx-zip": (200, 403, 403, 403, 403, 404, 403),
    "document-list": (200, 200, 200, 403, 403, 404, 403),
    "certificates-create": (200, 403, 403, 403, 403, 404, 403),
    "invitation-create": (200, 404, 403, 403, 403, 404, 403),
    "attendance-pdf": (200, 404, 403, 403, 403, 404, 403),
    "report-create": (200, 403, 403, 200, 404, 404, 404),
    "my-letters": (403, 403, 200, 200, 200, 200, 403),
    "my-initials": (200, 200, 403, 403, 403, 403, 403),
    "letters-to-sign": (200, 200, 403, 403, 403, 403, 403),
    "batch-detail": (200, 404, 404, 404, 404, 404, 404),
    "profile-list": (200, 200, 403, 403, 403, 403, 403),
    "profile-create": (200, 403, 403, 403, 403, 403, 403),
    "profile-edit": (200, 403, 404, 404, 404, 404, 403),
    "register-list": (200, 200, 403, 403, 403, 403, 403),
    "register-export": (200, 200, 403, 403, 403, 403, 403),
}
# The same for pages that only act, asked with an empty form: 302 and 422 mean that one may.
ACTS = {
    "letters-issue": (302, 403, 403, 403, 403, 404, 403),
    "letters-number": (302, 403, 403, 403, 403, 404, 403),
    "letters-remind": (302, 403, 403, 403, 403, 404, 403),
    "letter-retry": (302, 403, 403, 403, 404, 404, 404),
    "letter-revoke": (422, 403, 403, 403, 404, 404, 404),
    "letter-amend": (422, 403, 403, 403, 404, 404, 404),
    "letter-resubmit": (409, 403, 403, 403, 404, 404, 404),
    "letter-discard": (409, 403, 403, 403, 404, 404, 404),
    "letter-initial": (403, 403, 403, 403, 404, 404, 404),
    "letter-return": (403, 403, 403, 403, 404, 404, 404),
    "letter-upload": (302, 302, 403, 403, 404, 404, 404),
    "letter-import": (422, 403, 403, 403, 404, 404, 404),
    "letter-receive": (403, 403, 404, 302, 404, 404, 404),
    "letters-initial": (302, 302, 403, 403, 403, 403, 403),
    "letters-sign": (403, 422, 403, 403, 403, 403, 403),
    "signed-upload": (302, 302, 403, 403, 403, 403, 403),
    "batch-retry": (302, 404, 404, 404, 404, 404, 404),
    "profile-preview": (200, 403, 403, 403, 403, 403, 403),
    "number-type": (422, 403, 403, 403, 403, 403, 403),
    "register-start": (422, 403, 403, 403, 403, 403, 403),
    "number-void": (422, 403, 404, 404, 404, 404, 403),
}
PUBLIC = {"verify"}
# Addresses without a key.
PLAIN = {
    *("my-letters", "my-initials", "letters-to-sign", "letters-initial", "letters-sign", "signed-upload"),
    *("profile-list", "profile-create", "profile-preview"),
    *("register-list", "number-type", "register-start"),
}


@pytest.fixture
def arguments(event, profile, officer_user, other_officer_user, coordinator, staff, at):
    """The URL arguments of every view, around Rina's letter in force."""
    from assignments.letters import services

    letter = LetterFactory(event=event, profile=profile)
    row = LetterRowFactory(letter=letter, officer=officer_user.officer)
    draft = LetterFactory(event=event, profile=profile, state="approved")
    AssignmentFactory(
        officer=other_officer_user.officer, delegation=DelegationFactory(event=event), state="accepted"
    )
    briefing = BriefingFactory(item__event=event)
    job = services.make_files(event=event, letters=[letter], by=staff, at=at)
    number = RegisterEntry.objects.get(letter=letter)
    assert draft.state == "approved"
    named = {
        "attendance-pdf": [briefing.pk],
        "batch-detail": [job.pk],
        "batch-retry": [job.pk],
        "certificates-create": [event.slug],
        "document-list": [event.slug],
        "invitation-create": [briefing.item.pk],
        "letter-list": [event.slug],
        "letter-page": [letter.pk, 1],
        "letter-receive": [row.pk],
        "letters-export": [event.slug, "json"],
        "number-void": [number.pk],
        "profile-edit": [profile.pk],
        "register-export": ["csv"],
        "report-create": [letter.pk],
        **{f"letters-{verb}": [event.slug] for verb in ("issue", "number", "remind", "pdf-zip", "docx-zip")},
    }
    return lambda name: [] if name in PLAIN else named.get(name, [letter.pk])


def address(name, arguments):
    return reverse(f"letters:{name}", args=arguments(name))


def views_of_room():
    patterns = get_resolver().url_patterns
    room = [
        p
        for one in patterns
        for p in getattr(one, "url_patterns", [])
        if getattr(one, "app_name", "") == "letters"
    ]
    return {pattern.name for pattern in room}


def test_every_view_is_asked():
    assert views_of_room() == set(PAGES) | set(ACTS) | PUBLIC


@pytest.mark.parametrize(("place", "person"), list(enumerate(CAST)))
def test_who_may_read(place, person, arguments, client_of, request, at):
    client = client_of(request.getfixturevalue(person))
    with time_machine.travel(at):
        answers = {name: client.get(address(name, arguments)).status_code for name in PAGES}
    assert answers == {name: statuses[place] for name, statuses in PAGES.items()}


@pytest.mark.parametrize(("place", "person"), list(enumerate(CAST)))
def test_who_may_act(place, person, arguments, client_of, request, at):
    client = client_of(request.getfixturevalue(person))
    answers = {}
    with time_machine.travel(at):
        for name in ACTS:
            answers[name] = client.post(address(name, arguments)).status_code
    assert answers == {name: statuses[place] for name, statuses in ACTS.items()}


def test_wrong_method_is_refused(arguments, client_of, staff, signatory, at):
    with time_machine.travel(at):
        for name in PAGES:
            if PAGES[name][0] == 200:
                assert client_of(staff).put(address(name, arguments)).status_code == 405, name
        for name in ACTS:
            person = staff if ACTS[name][0] != 403 else signatory
            if ACTS[name][CAST.index("staff" if person is staff else "signatory")] != 403:
                assert client_of(person).get(address(name, arguments)).status_code == 405, name


def test_a_visitor_is_sent_to_sign_in(client, arguments):
    for name in (*PAGES, *ACTS):
        assert client.get(address(name, arguments)).status_code == 302, name


def test_issue_takes_everybody_who_is_ready(event, profile, assigned, staff, client_of, at):
    assigned()
    with time_machine.travel(at):
        answer = client_of(staff).post(
            reverse("letters:letters-issue", args=[event.slug]),
            {"profile": profile.pk, "shape": "individual", "numbers": "register"},
        )
    assert answer.status_code == 302
    assert Letter.objects.get().state == "numbered"


def test_issue_for_another_register_leaves_the_letter_approved(
    event, profile, assigned, staff, client_of, at
):
    assigned()
    with time_machine.travel(at):
        client_of(staff).post(
            reverse("letters:letters-issue", args=[event.slug]),
            {"profile": profile.pk, "shape": "individual", "numbers": "elsewhere"},
        )
    assert (Letter.objects.get().state, RegisterEntry.objects.count()) == ("approved", 0)


def test_issue_with_an_unknown_profile_issues_nothing(event, assigned, staff, client_of, at):
    assigned()
    with time_machine.travel(at):
        client_of(staff).post(
            reverse("letters:letters-issue", args=[event.slug]), {"profile": "x", "shape": "individual"}
        )
    assert not Letter.objects.exists()


def test_the_officer_opens_and_receives(event, profile, officer_user, client_of):
    row = LetterRowFactory(letter=LetterFactory(event=event, profile=profile), officer=officer_user.officer)
    client = client_of(officer_user)
    answer = client.get(reverse("letters:letter-file", args=[row.letter.pk]))
    assert b"".join(answer.streaming_content).startswith(b"%PDF-")
    assert "no-store" in answer["Cache-Control"]
    client.post(reverse("letters:letter-receive", args=[row.pk]))
    row.refresh_from_db()
    assert row.opened_at
    assert row.received_at
    assert row.letter.number in client.get(reverse("letters:my-letters")).content.decode()


def test_an_officer_sees_no_letter_before_it_is_in_force(event, profile, officer_user, client_of):
    letter = LetterFactory(event=event, profile=profile, state="numbered")
    LetterRowFactory(letter=letter, officer=officer_user.officer)
    assert client_of(officer_user).get(reverse("letters:letter-file", args=[letter.pk])).status_code == 404


def test_revoking_without_a_reason_is_refused_in_words(event, profile, staff, client_of):
    letter = LetterFactory(event=event, profile=profile)
    answer = client_of(staff).post(
        reverse("letters:letter-revoke", args=[letter.pk]), {"after": "revoke", "reason": "  "}
    )
    assert answer.status_code == 422
    letter.refresh_from_db()
    assert letter.state == "in_force"


def test_a_draft_is_shown_as_it_would_be_printed(event, profile, staff, client_of):
    letter = LetterFactory(event=event, profile=profile, state="draft")
    client = client_of(staff)
    assert client.get(reverse("letters:letter-page", args=[letter.pk, 1])).content.startswith(b"\x89PNG")
    assert client.get(reverse("letters:letter-file", args=[letter.pk])).content.startswith(b"%PDF-")
    assert client.get(reverse("letters:letter-page", args=[letter.pk, 2])).status_code == 404


def test_a_slot_without_an_officer_leads_staff_to_the_board(event, profile, staff, coordinator, client_of):
    DelegationFactory(event=event, code="PH-02")
    url, way_out = reverse("letters:letter-list", args=[event.slug]), "/board/?slot=PH-02/1"
    assert way_out in client_of(staff).get(url).content.decode()
    assert way_out not in client_of(coordinator).get(url).content.decode()


@pytest.mark.parametrize("rows", [1, 30])
def test_the_list_costs_the_same(rows, event, profile, staff, client_of, django_assert_num_queries, at):
    for _ in range(rows):
        entry = RosterEntryFactory(event=event)
        LetterRowFactory(letter=LetterFactory(event=event, profile=profile), officer=entry.officer)
    client = client_of(staff)
    with time_machine.travel(at), django_assert_num_queries(14):
        client.get(reverse("letters:letter-list", args=[event.slug]))


@pytest.mark.parametrize("rows", [1, 30])
def test_the_register_costs_the_same(rows, event, profile, staff, client_of, django_assert_num_queries):
    LetterFactory.create_batch(rows, event=event, profile=profile)
    client = client_of(staff)
    with django_assert_num_queries(9):
        client.get(reverse("letters:register-list"))


@pytest.mark.parametrize("rows", [1, 30])
def test_my_letters_cost_the_same(rows, event, profile, officer_user, client_of, django_assert_num_queries):
    for _ in range(rows):
        letter = LetterFactory(event=event, profile=profile)
        LetterRowFactory(letter=letter, officer=officer_user.officer)
    client = client_of(officer_user)
    with django_assert_num_queries(3):
        client.get(reverse("letters:my-letters"))


@pytest.mark.parametrize("rows", [1, 30])
def test_the_package_to_sign_costs_the_same(
    rows, event, profile, signatory, client_of, django_assert_num_queries
):
    for _ in range(rows):
        letter = LetterFactory(event=event, profile=profile, state="numbered", signing_method="certificate")
        LetterRowFactory(letter=letter)
    client = client_of(signatory)
    with django_assert_num_queries(7):
        client.get(reverse("letters:letters-to-sign"))


@pytest.mark.parametrize("rows", [1, 30])
def test_my_initials_cost_the_same(rows, event, profile, staff, client_of, django_assert_num_queries):
    for _ in range(rows):
        letter = LetterFactory(event=event, profile=profile, state="review")
        LetterRowFactory(letter=letter)
        LetterStep.objects.create(letter=letter, order=1, kind="initial", person=staff, name="Dewi")
    client = client_of(staff)
    with django_assert_num_queries(7):
        client.get(reverse("letters:my-initials"))


@pytest.mark.parametrize("rows", [1, 30])
def test_the_profiles_cost_the_same(rows, staff, client_of, django_assert_num_queries):
    for number in range(rows):
        ProfileFactory(name=f"Profil {number}")
    client = client_of(staff)
    with django_assert_num_queries(6):
        client.get(reverse("letters:profile-list"))


@pytest.mark.parametrize("rows", [1, 30])
def test_other_documents_cost_the_same(rows, event, profile, staff, client_of, django_assert_num_queries):
    for _ in range(rows):
        BriefingFactory(item__event=event)
        letter = LetterFactory(event=event, profile=profile, kind="certificate")
        LetterRowFactory(letter=letter)
    client = client_of(staff)
    with django_assert_num_queries(8):
        client.get(reverse("letters:document-list", args=[event.slug]))


def test_times_of_the_factory_are_those_of_the_tests(at):
    assert at == AT
