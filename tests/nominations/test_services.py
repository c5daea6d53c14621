"""Asking, naming and deciding, each once however often it is pressed."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from lo_portal.audit import trail
from lo_portal.audit.models import AuditEntry
from lo_portal.refusals import Conflict, Refused
from officers.models import Officer, RosterEntry
from officers.nominations import services
from officers.nominations.models import AgencyMail, Nomination, NominationLink, Nominee
from tests import factories
from tests.nominations.conftest import OTHER, PERSON, entry


def verbs():
    return list(AuditEntry.objects.order_by("id").values_list("verb", flat=True))


def test_asking_twice_asks_each_agency_once(event, agency, nomination, staff):
    other = factories.AgencyFactory()
    now = timezone.now()
    quotas = {agency: 9, other: 2}
    made = services.request_nominations(
        event=event, quotas=quotas, due_at=now + timedelta(days=2), note="", by=staff, at=now
    )

    assert [one.agency for one in made] == [other]
    nomination.refresh_from_db()
    assert nomination.quota == 3
    assert AgencyMail.objects.get().nomination == nomination  # the other agency has no address
    assert verbs().count("nomination.requested") == 2
    with pytest.raises(IntegrityError), transaction.atomic():
        Nomination.objects.create(
            event=event, agency=agency, quota=1, due_at=now, link_until=now + timedelta(days=1)
        )


def test_a_deadline_in_the_past_is_refused(event, agency, staff, at):
    with pytest.raises(Refused, match="lewat"):
        services.request_nominations(event=event, quotas={agency: 1}, due_at=at, note="", by=staff, at=at)


def test_only_the_hash_of_a_link_is_kept(nomination, staff):
    secret = services.make_link(nomination=nomination, by=staff, at=timezone.now())

    (row,) = NominationLink.objects.all()
    assert secret not in row.secret_hash
    assert services.open_nomination(secret=secret, at=timezone.now()) == nomination


def test_a_reset_ends_every_earlier_link(nomination, staff):
    now = timezone.now()
    old = services.make_link(nomination=nomination, by=staff, at=now)
    new = services.reset_links(nomination=nomination, by=staff, at=now)

    assert services.open_nomination(secret=old, at=now) is None
    assert services.open_nomination(secret=new, at=now) == nomination


def test_links_end_with_the_deadline_and_a_question_opens_them_again(nomination, nominee, staff):
    now = timezone.now()
    secret = services.make_link(nomination=nomination, by=staff, at=now)
    late = nomination.due_at + timedelta(hours=1)
    assert services.open_nomination(secret=secret, at=late) is None

    services.ask_nominee(nominee=nominee, question="Dapat bertugas malam?", by=staff, at=late)

    opened = services.open_nomination(secret=secret, at=late)
    assert opened == nomination
    with pytest.raises(Refused, match="Batas waktu"):
        services.name_nominee(nomination=opened, entry=entry(nomination, OTHER), at=late)
    services.answer_question(nominee=nominee, answer="Dapat.", at=late)
    services.answer_question(nominee=nominee, answer="Lain.", at=late)
    nominee.refresh_from_db()
    assert (nominee.decision, nominee.answer) == ("waiting", "Dapat.")
    assert verbs().count("nominee.answered") == 1


def test_a_person_named_twice_is_one_nominee_and_no_officer(nomination):
    before = Officer.objects.count()
    first = services.name_nominee(nomination=nomination, entry=entry(nomination), at=timezone.now())
    again = entry(nomination, PERSON | {"position": "Kepala Seksi"})
    second = services.name_nominee(nomination=nomination, entry=again, at=timezone.now())

    assert first == second
    assert second.values["position"] == "Kepala Seksi"
    assert second.values["nip"] == "198001012005011001"
    assert second.values["agency"] == "Dinas Pariwisata"
    assert Officer.objects.count() == before


def test_no_more_than_the_quota_can_be_named(nomination, nominee, other_nominee, staff):
    nomination.quota = 2
    nomination.save()
    third = entry(nomination, PERSON | {"name": "Andi Wijaya", "nip": "", "phone": ""})
    with pytest.raises(Refused, match="2"):
        services.name_nominee(nomination=nomination, entry=third, at=timezone.now())
    assert nomination.nominees.count() == 2

    services.refuse_nominee(nominee=nominee, reason="Sedang cuti", by=staff, at=timezone.now())
    services.name_nominee(nomination=nomination, entry=third, at=timezone.now())
    assert nomination.nominees.standing().count() == 2


def test_a_removed_name_leaves_nothing_not_even_in_the_history(nomination, nominee):
    services.remove_nominee(nominee=nominee, at=timezone.now())

    history = Nominee._meta.apps.get_model("nominations", "NomineeEvent")
    assert not Nominee.objects.exists()
    assert not history.objects.filter(pgh_obj_id=nominee.pk).exists()
    assert not AuditEntry.objects.filter(subject_label__icontains="Budi").exists()


def test_an_accepted_newcomer_becomes_an_officer_on_the_roster_once(nomination, nominee, staff):
    for _press in range(2):
        done = services.accept_nominee(nominee=nominee, by=staff, at=timezone.now())

    officer = done.officer
    assert (officer.nip, officer.front_title, officer.back_title) == ("198001012005011001", "Drs.", "M.Si.")
    assert [(one.language, one.level) for one in officer.languages.all()] == [("en", "B2")]
    assert officer.agency == nomination.agency
    assert RosterEntry.objects.filter(event=nomination.event, officer=officer).count() == 1
    assert Officer.objects.filter(nip=officer.nip).count() == 1
    assert verbs().count("nominee.accepted") == 1


def test_the_same_service_number_is_the_same_officer(nomination, nominee, staff):
    known = factories.OfficerFactory(
        nip="198001012005011001", name="Budi S.", position="Staf", withdrawn_at=timezone.now()
    )
    factories.RosterEntryFactory(event=nomination.event, officer=known, withdrawn_at=timezone.now())

    services.accept_nominee(nominee=nominee, by=staff, at=timezone.now())

    known.refresh_from_db()
    assert (known.name, known.position, known.withdrawn_at) == ("Budi Santoso", "Analis Kebijakan", None)
    assert nomination.event.roster.standing().get().officer == known


def test_a_coordinator_who_had_left_comes_back_as_an_ordinary_officer(nomination, nominee, staff):
    known = factories.OfficerFactory(nip="198001012005011001", name="Budi Santoso")
    entry = factories.RosterEntryFactory(
        event=nomination.event, officer=known, role="coordinator", withdrawn_at=timezone.now()
    )

    services.accept_nominee(nominee=nominee, by=staff, at=timezone.now())

    entry.refresh_from_db()
    assert (entry.withdrawn_at, entry.role) == (None, "officer")


def test_a_coordinator_on_the_roster_stays_one(nomination, nominee, staff):
    known = factories.OfficerFactory(nip="198001012005011001", name="Budi Santoso")
    entry = factories.RosterEntryFactory(event=nomination.event, officer=known, role="coordinator")

    services.accept_nominee(nominee=nominee, by=staff, at=timezone.now())

    entry.refresh_from_db()
    assert entry.role == "coordinator"


def test_an_agency_changes_no_known_address_by_which_somebody_signs_in(nomination, nominee, staff, client_of):
    known = factories.OfficerFactory(
        nip="198001012005011001", name="Budi Santoso", email="asli@contoh.example", phone="+6281111111111"
    )
    page = client_of(staff, "en").get(reverse("nominations:nomination-detail", args=[nomination.pk]))
    assert "The known e-mail address stays" in page.content.decode()
    assert "0811-1111-1111 → <b>0812-3456-7890" in page.content.decode()

    services.accept_nominee(nominee=nominee, by=staff, at=timezone.now())

    known.refresh_from_db()
    assert (known.email, str(known.phone)) == ("asli@contoh.example", "+6281234567890")


def test_somebody_alike_is_never_merged_silently(nomination, staff):
    known = factories.OfficerFactory(nip="", identity_kind="none", name="Budi Santosa")
    texts = PERSON | {"nip": ""}
    nominee = services.name_nominee(nomination=nomination, entry=entry(nomination, texts), at=timezone.now())
    with pytest.raises(Refused) as refusal:
        services.accept_nominee(nominee=nominee, by=staff, at=timezone.now())
    assert refusal.value.code == "choose"

    done = services.accept_nominee(nominee=nominee, officer=known, by=staff, at=timezone.now())
    assert done.officer == known


def test_somebody_alike_may_be_somebody_new(nomination, nominee, staff):
    known = factories.OfficerFactory(nip="198001012005011009", name="Budi Santoso")
    done = services.accept_nominee(nominee=nominee, is_new=True, by=staff, at=timezone.now())
    assert done.officer != known


def test_a_role_that_gives_rights_is_not_for_an_agency_to_say(nomination):
    said = entry(nomination)
    assert "role" not in said.values
    assert "briefed" not in said.values


def test_a_failed_audit_line_undoes_the_acceptance(nomination, nominee, staff, monkeypatch):
    def broken(*args, **kwargs):
        raise RuntimeError("no trail")

    monkeypatch.setattr(trail, "record", broken)
    with pytest.raises(RuntimeError):
        services.accept_nominee(nominee=nominee, by=staff, at=timezone.now())
    nominee.refresh_from_db()
    assert nominee.decision == "waiting"
    assert not Officer.objects.filter(nip="198001012005011001").exists()


def test_what_was_decided_is_not_the_agencys_to_change(nomination, nominee, staff):
    services.accept_nominee(nominee=nominee, by=staff, at=timezone.now())
    for verb in (
        lambda: services.remove_nominee(nominee=nominee, at=timezone.now()),
        lambda: services.change_nominee(nominee=nominee, entry=entry(nomination), at=timezone.now()),
        lambda: services.name_nominee(nomination=nomination, entry=entry(nomination), at=timezone.now()),
    ):
        with pytest.raises(Refused):
            verb()
    with pytest.raises(Refused):
        services.refuse_nominee(nominee=nominee, reason="x", by=staff, at=timezone.now())


def test_handing_in_needs_a_name_or_a_reason(nomination):
    with pytest.raises(Refused):
        services.submit_nomination(nomination=nomination, remark="", at=timezone.now())
    services.submit_nomination(nomination=nomination, remark="Semua pegawai bertugas.", at=timezone.now())
    services.submit_nomination(nomination=nomination, remark="Semua pegawai bertugas.", at=timezone.now())
    nomination.refresh_from_db()
    assert nomination.state == "submitted"
    assert verbs().count("nomination.submitted") == 1


def test_a_closed_nomination_ends_links_and_waiting_mails(nomination, staff):
    secret = services.make_link(nomination=nomination, by=staff, at=timezone.now())
    for _press in range(2):
        services.close_nomination(nomination=nomination, by=staff, at=timezone.now())
    assert services.open_nomination(secret=secret, at=timezone.now()) is None
    assert nomination.mails.get().state == "cancelled"
    assert verbs().count("nomination.closed") == 1

    services.reopen_nomination(nomination=nomination, by=staff, at=timezone.now())
    assert services.open_nomination(secret=secret, at=timezone.now()) == nomination


def test_a_new_deadline_moves_the_links_and_a_late_editor_is_told(nomination, staff):
    later = nomination.due_at + timedelta(days=3)
    changed = services.change_nomination(
        nomination=nomination, changes={"due_at": later}, seen=nomination.version, by=staff, at=timezone.now()
    )
    assert changed.link_until == later
    with pytest.raises(Conflict):
        services.change_nomination(
            nomination=nomination, changes={"quota": 7}, seen=nomination.version, by=staff, at=timezone.now()
        )


def test_the_quota_cannot_fall_below_the_accepted(nomination, nominee, other_nominee, staff):
    services.accept_nominee(nominee=nominee, by=staff, at=timezone.now())
    services.accept_nominee(nominee=other_nominee, by=staff, at=timezone.now())
    with pytest.raises(Refused, match="2"):
        services.change_nomination(nomination=nomination, changes={"quota": 1}, by=staff, at=timezone.now())


def test_a_reminder_by_hand_goes_once_an_hour(nomination, staff):
    services.remind_agency(nomination=nomination, by=staff, at=timezone.now())
    with pytest.raises(Refused):
        services.remind_agency(nomination=nomination, by=staff, at=timezone.now())
    assert AgencyMail.objects.filter(kind="reminder").count() == 1
