"""Restricted texts stand in their own encrypted column and nowhere else: no copy, page, log line or mail.

The visits of `test_addresses.py` search every answer; here are the ways around the pages.
"""

import logging

import pytest
from django.contrib import admin
from django.urls import reverse

from assignments.nominating import delivery as agency_mails
from assignments.notices import delivery
from assignments.notices.models import Notice
from delegates.services import guests
from lo_portal.access.matrix import matrix
from lo_portal.crypto import EncryptedTextField
from lo_portal.privacy import sweeping
from tests.matrix import world as worlds
from tests.matrix.visiting import addresses, canaries_in, lacking, text_of_mail, url_of
from tests.notices.sink import Sink


def _field(column: str):
    from django.apps import apps

    model, _dot, name = column.rpartition(".")
    return apps.get_model(model)._meta.get_field(name)


ENCRYPTED = [column for column in matrix().read if isinstance(_field(column), EncryptedTextField)]


def _needles(world, columns) -> set[str]:
    return {worlds.canary(column, of) for column in columns for of in worlds.SETS}


def test_every_encrypted_column_has_a_line_in_the_table():
    from lo_portal.privacy.registry import declared

    restricted = {f"{model}.{name}" for model, one in declared.items() for name in one.restricted}
    assert restricted <= set(matrix().read)


def test_no_table_holds_a_copy_in_clear(world, db):
    """Sheets, notices, letters, jobs, history and trail were written by the verbs that built the world."""
    assert sweeping.mentions(_needles(world, ENCRYPTED), everywhere=True) == {}
    phones = sweeping.mentions({worlds.canary("officers.officer.phone", "mine")}, everywhere=True)
    assert "officers_officer.phone" in phones


@pytest.mark.parametrize("of", worlds.SETS)
def test_pages_for_everybody_show_no_canary(of, world, db):
    shown = {}
    for address, parameters in addresses():
        if address.is_public and not lacking(world, address, parameters):
            answer = world.visitors["anonymous"].ask("get", url_of(world, address, parameters, of))
            assert answer.status != 500, address.name
            shown[address.name] = canaries_in(answer.text, world)
    assert {name: found for name, found in shown.items() if found} == {}
    assert {"duty:calendar-feed", "sharing:share-open"} <= set(shown)


def test_feeds_and_shared_lists_are_really_open(world, db):
    """So that their silence above means something."""
    for name, secret in (("duty:calendar-feed", world.feeds), ("sharing:share-open", world.shares)):
        answer = world.visitors["anonymous"].ask("get", reverse(name, args=[secret["mine"]]))
        assert (name, answer.status) == (name, 200)


def test_no_mail_that_leaves_holds_a_canary(world, db, settings):
    """Read where a mail server takes them in: headers, text, HTML, attachments of every message."""
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    sink = Sink()
    sink.modes_off = True
    sink.start()
    try:
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", sink.port
        Notice.objects.update(not_after=None)  # what was written for 2022 leaves today
        delivery.deliver_until_empty(seconds=60)
        agency_mails.deliver_agency_mails()
    finally:
        sink.stop()
    found = {mail["Subject"]: canaries_in(text_of_mail(mail), world) for _id, _to, mail in sink.mails}
    waiting = Notice.objects.filter(channel="email").exclude(state="sent")
    assert {subject: which for subject, which in found.items() if which} == {}
    assert (len(sink.mails) > 5, list(waiting.values_list("state", flat=True).distinct())) == (True, [])


@pytest.mark.parametrize("column", sorted(ENCRYPTED))
def test_no_search_finds_a_restricted_text(column, world, db):
    event = world.rows["mine"]["event"].slug
    asked = worlds.canary(column, "mine")[:-1]
    found = {
        name: canaries_in(world.visitors["staff"].ask("get", url, {"q": asked, "search": asked}).text, world)
        for name, url in {
            "event": reverse("control:event-search", args=[event]),
            "officers": reverse("officers:officer-index"),
            "delegations": reverse("delegates:delegation-list", args=[event]),
            "privacy": reverse("privacy:home"),
        }.items()
    }
    assert {name: which for name, which in found.items() if which} == {}


def test_an_error_page_and_its_log_line_tell_nothing(world, db, ledger, monkeypatch):
    def broken(*, row, **kwargs):
        text = row.health_note
        raise RuntimeError(f"cannot show {len(text)} letters")

    monkeypatch.setattr(guests.trail, "record_view", lambda **facts: broken(row=facts["on"]))
    url = reverse("delegates:guest-restricted", args=[world.rows["mine"]["guest"].pk])
    logging.getLogger("django.request").setLevel("DEBUG")
    answer = world.visitors["staff"].ask("post", url, {"reason": "pemeriksaan dokter"})

    assert (answer.status, "RuntimeError" in answer.error) == (500, True)
    assert canaries_in(answer.text, world) == set()
    assert any("cannot show" in line or "Internal Server Error" in line for line in ledger.lines)
    assert canaries_in("\n".join(ledger.lines), world) == set()


def test_django_admin_shows_no_canary_and_no_name(world, db):
    """Neither a column of the table's `read` nor whom it is about: names show their first letters only."""
    names = {str(rows[kind]) for rows in world.rows.values() for kind in ("guest", "nominee")}
    names |= {rows["officer"].phone.as_e164 for rows in world.rows.values()}
    leaks, refused = [], []
    for model in admin.site._registry:
        name = f"admin:{model._meta.app_label}_{model._meta.model_name}"
        urls = [reverse(f"{name}_changelist")]
        if (row := model._default_manager.first()) is not None:
            urls.append(reverse(f"{name}_change", args=[row.pk]))
        for url in urls:
            answer = world.visitors["admin"].ask("get", url)
            leaks += [(url, which) for which in canaries_in(answer.text, world)]
            leaks += [(url, name) for name in names if name in answer.text]
            refused += [url for _one in range(answer.status >= 400)]
    assert (leaks, refused) == ([], [])


@pytest.mark.parametrize("name", ["staff", "coordinator", "officer", "signatory", "agency", "anonymous"])
def test_django_admin_is_for_administrators(name, world, db):
    answers = {
        model._meta.label: world.visitors[name].ask(
            "get", reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist")
        )
        for model in list(admin.site._registry)[::8]
    }
    assert {
        label: answer.status for label, answer in answers.items() if answer.status not in (302, 403, 404)
    } == {}
