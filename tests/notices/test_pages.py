"""Every page of notices: works, wrong method, stranger 404, wrong role 403, bad input, constant queries."""

import uuid
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from assignments.notices import delivery, services
from assignments.notices.drafts import Message
from assignments.notices.models import Broadcast, HandOpening, InboxItem, Notice, ReminderProfile
from lo_portal.audit.models import AuditEntry
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def told(post, smtp, officer_user):
    """The officer's notices, delivered."""

    def tell(*users, **changes):
        rows = post(*(users or [officer_user]), **changes)
        delivery.deliver_until_empty(seconds=20)
        return rows

    return tell


@pytest.fixture
def no_menu(settings):
    """The side menu belongs to another room and asks its own questions."""
    settings.NAVIGATION = ""


def fail_mail(notices=None):
    rows = Notice.objects.filter(channel="email") if notices is None else notices
    rows.update(state="failed", sent_at=None, error_code="550", error="5.1.1 Mailbox unavailable", attempts=1)


def pages(event):
    return {
        name: reverse(f"notices:{name}", args=[event.slug])
        for name in ("notice-list", "unread-list", "reminder-list", "broadcast-list", "broadcast-send")
    }


# --- who gets in


@pytest.mark.parametrize(
    "page", ["notice-list", "unread-list", "reminder-list", "broadcast-list", "broadcast-send"]
)
def test_event_pages_open_to_staff_only(client_of, staff, officer_user, stranger, event, page):
    address = pages(event)[page]
    assert client_of(staff).get(address).status_code == 200
    assert client_of(officer_user).get(address).status_code == 403
    assert client_of(stranger).get(address).status_code == 404
    assert client_of(staff).put(address).status_code == 405


def test_pages_ask_for_a_sign_in(client, event):
    for address in [reverse("notices:inbox"), *pages(event).values()]:
        response = client.get(address)
        assert response.status_code == 302
        assert "/account/" in response["Location"]


@pytest.mark.parametrize(
    ("name", "allowed"),
    [
        ("notice-mute", "staff"),
        ("notice-whatsapp", "staff"),
        ("unread-remind", "staff"),
        ("notice-read", "officer_user"),
    ],
)
def test_verbs_on_a_notice(
    request, client_of, post, officer_user, other_officer_user, stranger, name, allowed
):
    notice = post(officer_user)[0]
    address = reverse(f"notices:{name}", args=[notice.pk])
    for person in ("staff", "officer_user"):
        user = request.getfixturevalue(person)
        if person != allowed:
            assert client_of(user).post(address).status_code == 403
        assert client_of(user).get(address).status_code in (403, 405)
    for foreigner in (stranger, other_officer_user):
        assert client_of(foreigner).post(address).status_code == 404
    assert (
        client_of(request.getfixturevalue(allowed)).post(address).status_code < 400 or name == "unread-remind"
    )
    assert (
        client_of(request.getfixturevalue(allowed))
        .post(reverse(f"notices:{name}", args=[uuid.uuid4()]))
        .status_code
        == 404
    )


# --- the inbox


def test_inbox_shows_what_arrived_and_marks_it_read(client_of, told, officer_user):
    notice = next(row for row in told() if row.channel == "inbox")
    page = client_of(officer_user).get(reverse("notices:inbox"))
    assert "Kumpul pukul 07.00 WIB" in page.content.decode()
    assert page["Cache-Control"] == "no-store, private"

    response = client_of(officer_user).post(reverse("notices:notice-read", args=[notice.pk]))

    assert response.status_code == 302
    assert Notice.objects.filter(recipient=officer_user, read_at=None).count() == 0
    assert AuditEntry.objects.filter(verb="notice.read").count() == 1


def test_inbox_of_somebody_else_stays_closed(client_of, told, other_officer_user):
    told()
    page = client_of(other_officer_user).get(reverse("notices:inbox"))
    assert "Kumpul pukul" not in page.content.decode()


def test_inbox_escapes_markup(client_of, told, officer_user):
    told(message=Message(title="<b>x</b>", lead="<script>alert(1)</script>"))
    page = client_of(officer_user).get(reverse("notices:inbox")).content.decode()
    assert "<script>alert" not in page
    assert "<b>x</b>" not in page


def test_all_in_the_inbox_is_read_at_once(client_of, told, officer_user):
    told(occasion="1")
    told(occasion="2")
    assert client_of(officer_user).post(reverse("notices:inbox-read")).status_code == 302
    assert not Notice.objects.filter(recipient=officer_user, read_at=None).exists()
    assert client_of(officer_user).get(reverse("notices:inbox-read")).status_code == 405


@pytest.mark.parametrize("rows", [1, 30])
def test_inbox_takes_the_same_queries(
    no_menu, client_of, post, officer_user, django_assert_num_queries, rows
):
    for number in range(rows):
        post(officer_user, occasion=str(number), channels=("inbox",))
    delivery.deliver_until_empty(seconds=20)
    client = client_of(officer_user)
    with django_assert_num_queries(5):
        client.get(reverse("notices:inbox"))


# --- the ledger


def test_ledger_shows_failures_with_a_phone(client_of, staff, told, officer_user, event):
    told()
    fail_mail()
    page = client_of(staff).get(pages(event)["notice-list"]).content.decode()
    assert f"tel:{officer_user.officer.phone}" in page
    assert "Mailbox unavailable" in page


def test_ledger_filters_by_state_channel_kind_and_name(client_of, staff, told, event, other_officer_user):
    told()
    told(other_officer_user, occasion="2", kind="letter")
    fail_mail(Notice.objects.filter(recipient=other_officer_user, channel="email"))
    client, address = client_of(staff), pages(event)["notice-list"]

    def shown(query):
        return client.get(f"{address}?{query}").context["page_obj"].paginator.count

    assert shown("") == 4
    assert shown("state=trouble") == 1
    assert shown("state=failed") == 1
    assert shown("state=sent&channel=email") == 1
    assert shown("kind=letter") == 2
    assert shown("q=bayu") == 2
    assert shown("state=nonsense&channel=%00&page=99999") == 4


def test_of_those_that_wait_the_next_to_leave_stands_first(client_of, staff, post, officer_user, event):
    for occasion in "123":
        rows = post(officer_user, occasion=occasion)
    for place, row in enumerate(rows):
        due = timezone.now() + timedelta(days=2, hours=place * 5 % 7)
        Notice.objects.filter(pk=row.pk).update(due_at=due, next_try_at=due)
    page = client_of(staff).get(pages(event)["notice-list"], {"state": "waiting"}).context["page_obj"]
    shown = [row.due_at for row in page]
    assert len(set(shown)) == len(rows) > 2
    assert shown == sorted(shown)


def test_ledger_polls_only_its_rows(client_of, staff, told, event):
    told()
    page = client_of(staff).get(pages(event)["notice-list"], headers={"HX-Request": "true"})
    assert "<html" not in page.content.decode()


@pytest.mark.parametrize("rows", [1, 30])
def test_ledger_takes_the_same_queries(
    no_menu, client_of, staff, post, event, django_assert_num_queries, rows
):
    users = [factories.UserFactory() for _number in range(rows)]
    for user in users:
        factories.OfficerFactory(user=user)
    post(*users, channels=("inbox",))
    client = client_of(staff)
    with django_assert_num_queries(8):
        client.get(pages(event)["notice-list"])


def test_a_coordinator_sees_the_own_group_only(
    client_of, coordinator, told, event, officer_user, other_officer_user
):
    delegation = factories.DelegationFactory(event=event)
    factories.AssignmentFactory(delegation=delegation, officer=officer_user.officer, state="accepted")
    told(officer_user, other_officer_user)
    rows = client_of(coordinator).get(pages(event)["notice-list"]).context["page_obj"].object_list
    assert {row.recipient for row in rows} == {officer_user}
    retry = reverse("notices:notices-retry", args=[event.slug])
    assert client_of(coordinator).post(retry).status_code == 403


def test_failed_ones_are_sent_again_and_no_others(
    client_of, staff, told, event, officer_user, other_officer_user
):
    told(officer_user, other_officer_user)
    fail_mail(Notice.objects.filter(recipient=officer_user, channel="email"))
    response = client_of(staff).post(reverse("notices:notices-retry", args=[event.slug]))
    assert response.status_code == 302
    assert list(Notice.objects.filter(state="due").values_list("recipient", "channel")) == [
        (officer_user.pk, "email")
    ]


def test_one_chosen_notice_is_sent_again(client_of, staff, told, event, officer_user, other_officer_user):
    told(officer_user, other_officer_user)
    fail_mail()
    chosen = Notice.objects.get(recipient=officer_user, channel="email")
    client_of(staff).post(reverse("notices:notices-retry", args=[event.slug]), {"ids": [chosen.pk]})
    assert Notice.objects.get(state="due") == chosen


@pytest.mark.parametrize("ids", ["kosong", "", "\0"])
def test_a_choice_that_is_none_is_refused_in_words(client_of, staff, told, event, ids):
    told()
    fail_mail()
    Notice.objects.filter(channel="email").update(state="sent", sent_at=timezone.now())
    response = client_of(staff).post(reverse("notices:notices-retry", args=[event.slug]), {"ids": [ids]})
    assert response.status_code == 422


@pytest.mark.parametrize("kind", ["xlsx", "csv"])
def test_ledger_as_a_file(client_of, staff, officer_user, told, event, kind):
    told()
    address = reverse("notices:notice-export", args=[event.slug, kind])
    response = client_of(staff).get(address)
    assert response.status_code == 200
    assert f".{kind}" in response["Content-Disposition"]
    assert client_of(officer_user).get(address).status_code == 403
    assert client_of(staff).get(address.replace(kind, "exe")).status_code == 404


def test_whatsapp_is_opened_by_staff_never_sent(client_of, staff, told, officer_user, event):
    notice = told()[0]
    page = client_of(staff).post(reverse("notices:notice-whatsapp", args=[notice.pk])).content.decode()
    assert f"https://wa.me/{str(officer_user.officer.phone)[1:]}?text=" in page
    assert HandOpening.objects.get().notice == notice
    notice.refresh_from_db()
    ledger = client_of(staff).get(pages(event)["notice-list"]).content.decode()
    assert "Dibuka staf" in ledger or "Opened by staff" in ledger


def test_whatsapp_without_a_number_is_refused(client_of, staff, told, officer_user):
    officer_user.officer.phone = ""
    officer_user.officer.save()
    notice = told()[0]
    assert client_of(staff).post(reverse("notices:notice-whatsapp", args=[notice.pk])).status_code == 422
    assert not HandOpening.objects.exists()


def test_a_waiting_notice_is_withheld(client_of, staff, post, officer_user):
    notice = post(officer_user)[0]
    client_of(staff).post(reverse("notices:notice-mute", args=[notice.pk]))
    notice.refresh_from_db()
    assert (notice.state, notice.muted_by) == ("cancelled", staff)


def test_a_sent_notice_cannot_be_withheld(client_of, staff, told):
    notice = told()[0]
    assert client_of(staff).post(reverse("notices:notice-mute", args=[notice.pk])).status_code == 422


# --- not read yet


def test_unread_names_who_has_not_read(client_of, staff, told, event, officer_user, other_officer_user, at):
    told(officer_user, other_officer_user)
    services.mark_read(
        notice=Notice.objects.get(recipient=officer_user, channel="inbox"), by=officer_user, at=at
    )
    page = client_of(staff).get(pages(event)["unread-list"])
    (message,) = page.context["unread"]
    assert [row.recipient for row in message.people] == [other_officer_user]
    assert (message.total, message.read) == (2, 1)
    assert f"tel:{other_officer_user.officer.phone}" in page.content.decode()


def test_reminding_goes_to_the_unread_only_and_once_an_hour(
    client_of, staff, told, smtp, officer_user, other_officer_user, at
):
    told(officer_user, other_officer_user)
    read, unread = (
        Notice.objects.get(recipient=user, channel="inbox") for user in (officer_user, other_officer_user)
    )
    services.mark_read(notice=read, by=officer_user, at=at)
    smtp.mails.clear()
    address = reverse("notices:unread-remind", args=[unread.pk])

    assert client_of(staff).post(address).status_code == 302
    assert client_of(staff).post(address).status_code == 422
    delivery.deliver_until_empty(seconds=20)

    assert [to for _id, to, _mail in smtp.mails] == [other_officer_user.email]
    assert InboxItem.objects.count() == 2
    services.mark_read(notice=unread, by=other_officer_user, at=at)
    assert not Notice.objects.filter(read_at=None).exists()


@pytest.mark.parametrize("people", [1, 30])
def test_unread_takes_the_same_queries(
    no_menu, client_of, staff, post, event, django_assert_num_queries, people
):
    users = [factories.OfficerFactory(user=factories.UserFactory()).user for _number in range(people)]
    post(*users, channels=("inbox",))
    delivery.deliver_until_empty(seconds=20)
    client = client_of(staff)
    with django_assert_num_queries(5):
        client.get(pages(event)["unread-list"])


# --- broadcasts


def broadcast_form(**changes):
    return {"key": str(uuid.uuid4()), "title": "Kumpul", "text": "Lobi, 07.00 WIB."} | changes


def test_a_broadcast_shows_who_gets_it_before_it_goes(client_of, staff, event, officer_user):
    lonely = factories.RosterEntryFactory(event=event, officer__name="Tanpa Akun").officer
    page = client_of(staff).post(pages(event)["broadcast-send"], broadcast_form())
    assert [officer.user for officer in page.context["reached"].officers] == [officer_user]
    assert page.context["reached"].unreachable == [lonely]
    assert f"tel:{lonely.phone}" in page.content.decode()
    assert not Notice.objects.exists()


def test_a_confirmed_broadcast_goes_once_however_often_pressed(client_of, staff, event, officer_user, smtp):
    form = broadcast_form(confirm="yes")
    first = client_of(staff).post(pages(event)["broadcast-send"], form)
    second = client_of(staff).post(pages(event)["broadcast-send"], form)
    delivery.deliver_until_empty(seconds=20)
    assert first["Location"] == second["Location"]
    assert Broadcast.objects.count() == 1
    assert len(smtp.mails) == 1
    assert AuditEntry.objects.filter(verb="broadcast.sent").count() == 1


def test_a_broadcast_without_text_keeps_what_was_typed(client_of, staff, event, officer_user):
    page = client_of(staff).post(pages(event)["broadcast-send"], broadcast_form(text="", confirm="yes"))
    assert page.status_code == 422
    assert 'value="Kumpul"' in page.content.decode()
    assert not Broadcast.objects.exists()


def test_a_list_with_nothing_to_choose_is_not_shown(client_of, staff, event):
    form = client_of(staff).get(pages(event)["broadcast-send"]).context["form"]
    assert not {"tiers", "countries", "venues", "agencies"} & set(form.fields)


def test_a_broadcast_to_nobody_is_refused(client_of, staff, event):
    page = client_of(staff).post(pages(event)["broadcast-send"], broadcast_form(confirm="yes"))
    assert page.status_code == 422
    assert not Broadcast.objects.exists()


def test_a_broadcast_to_a_tier_that_is_not_the_events_is_refused(client_of, staff, event, officer_user):
    foreign = factories.TierFactory(event=factories.EventFactory())
    factories.TierFactory(event=event)
    form = broadcast_form(tiers=[str(foreign.pk)], confirm="yes")
    assert client_of(staff).post(pages(event)["broadcast-send"], form).status_code == 422


def test_progress_is_live_and_stops_when_over(client_of, staff, event, officer_user, smtp):
    client = client_of(staff)
    address = client.post(pages(event)["broadcast-send"], broadcast_form(confirm="yes"))["Location"]
    assert client.get(address).status_code == 200
    assert client.get(address, headers={"HX-Request": "true"}).status_code == 200
    delivery.deliver_until_empty(seconds=20)
    assert client.get(address, headers={"HX-Request": "true"}).status_code == 286
    assert client_of(officer_user).get(address).status_code == 404


def test_the_group_text_is_copied_and_noted(client_of, staff, event, officer_user):
    client = client_of(staff)
    address = client.post(pages(event)["broadcast-send"], broadcast_form(confirm="yes"))["Location"]
    assert client.post(f"{address}copied/").status_code == 302
    assert HandOpening.objects.get().way == "group"
    assert client.get(f"{address}copied/").status_code == 405
    assert "Lobi, 07.00 WIB." in client.get(address).content.decode()


@pytest.mark.parametrize("rows", [1, 30])
def test_broadcasts_take_the_same_queries(
    no_menu, client_of, staff, event, at, django_assert_num_queries, rows
):
    for _number in range(rows):
        Broadcast.objects.create(event=event, title="A", text="B", sent_at=at, sent_by=staff)
    client = client_of(staff)
    with django_assert_num_queries(5):
        client.get(pages(event)["broadcast-list"])


# --- reminder rules


def test_rules_start_from_the_defaults(client_of, staff, event):
    groups = client_of(staff).get(pages(event)["reminder-list"]).context["groups"]
    assert not ReminderProfile.objects.exists()
    assert [len(group["defaults"]) for group in groups] == [3, 2]


def test_adding_a_rule_keeps_the_defaults(client_of, staff, event):
    address = pages(event)["reminder-list"]
    assert client_of(staff).post(address, {"kind": "duty", "minutes_before": "60"}).status_code == 302
    minutes = ReminderProfile.objects.filter(event=event, kind="duty").values_list(
        "minutes_before", flat=True
    )
    assert sorted(minutes) == [30, 60, 120]


@pytest.mark.parametrize(
    "typed",
    [
        {},
        {"days_before": "1"},
        {"clock": "18:00"},
        {"days_before": "1", "clock": "18:00", "minutes_before": "30"},
        {"minutes_before": "-5"},
        {"minutes_before": "sebentar"},
        {"days_before": "1", "clock": "25:99"},
    ],
)
def test_a_rule_that_says_no_time_is_refused(client_of, staff, event, typed):
    page = client_of(staff).post(pages(event)["reminder-list"], {"kind": "duty", **typed})
    assert page.status_code == 422
    assert not ReminderProfile.objects.exists()


def test_the_same_rule_twice_is_refused(client_of, staff, event):
    typed = {"kind": "briefing", "days_before": "3", "clock": "09.00"}
    assert client_of(staff).post(pages(event)["reminder-list"], typed).status_code == 422


def test_a_rule_is_switched_off_and_on_and_removed(client_of, staff, officer_user, stranger, event):
    client = client_of(staff)
    adopt = reverse("notices:reminders-adopt", args=[event.slug])
    assert client.post(adopt, {"kind": "duty"}).status_code == 302
    assert client.post(adopt, {"kind": "duty"}).status_code == 302
    first, second = ReminderProfile.objects.filter(event=event)
    switch = reverse("notices:reminder-switch", args=[first.pk])
    client.post(switch, {"active": "no"})
    first.refresh_from_db()
    assert not first.is_active
    assert client.get(switch).status_code == 405
    assert client_of(officer_user).post(switch).status_code == 404
    assert client_of(stranger).post(adopt).status_code == 404

    assert client.post(reverse("notices:reminder-remove", args=[first.pk])).status_code == 302
    assert client.post(reverse("notices:reminder-remove", args=[second.pk])).status_code == 422
    assert list(ReminderProfile.objects.all()) == [second]


def test_an_unknown_kind_is_refused(client_of, staff, event):
    adopt = reverse("notices:reminders-adopt", args=[event.slug])
    assert client_of(staff).post(adopt, {"kind": "party"}).status_code == 422


@pytest.mark.parametrize("rows", [1, 30])
def test_rules_take_the_same_queries(no_menu, client_of, staff, event, django_assert_num_queries, rows):
    tier = factories.TierFactory(event=event)
    for minutes in range(1, rows + 1):
        ReminderProfile.objects.create(event=event, tier=tier, kind="duty", minutes_before=minutes)
    client = client_of(staff)
    with django_assert_num_queries(5):
        client.get(pages(event)["reminder-list"])
