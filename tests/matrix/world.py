"""One row of everything, three times: Rina's, those of another officer of her event, and another event's.

A new kind of row in an address gets a line in `rows_of`; a new parameter that is no row, one in `PLAIN`
or `SPECIAL`. Every column of the access table's `read` carries a canary, a text that stands nowhere else.
"""

import uuid
from dataclasses import asdict, dataclass, field
from datetime import UTC, date, datetime, timedelta

from allauth.usersessions.models import UserSession
from django.core.files.base import ContentFile

from assignments.duty import publishing
from assignments.duty.feeds import feed_of
from assignments.duty.models import DutySheet, Publication
from assignments.field.models import FinalReport, HandoverNote, Incident, StatusReport
from assignments.letters import services as letters
from assignments.letters.models import LetterStep, RegisterEntry
from assignments.models import Suggestion
from assignments.notices import services as notices
from assignments.notices.drafts import Draft, Message
from assignments.notices.models import Broadcast, Notice, NoticeKind, ReminderProfile
from assignments.suggestions.outcome import Outcome
from delegates.models import Gift, Need, Stay
from delegates.sharing.services import create_share_list
from events.feeds.models import FeedToken
from events.models import BriefingAction, BriefingMaterial
from events.models.training import Batch, Speaker
from lo_portal.access.matrix import matrix
from lo_portal.accounts.models import Role
from lo_portal.exports.models import Export
from lo_portal.imports import services as imports
from lo_portal.jobs.models import Job
from lo_portal.privacy.models import Breach
from officers.models import Leave, Officer, Training
from officers.nominations import services as nominations
from officers.nominations.models import AgencyMail
from tests import factories
from tests.letters.factories import LetterFactory, LetterRowFactory, ProfileFactory, blank_pdf
from tests.nominations.conftest import entry

AT = datetime(2022, 11, 21, 2, tzinfo=UTC)
JPEG = b"\xff\xd8\xff\xe0 foto"
NOTHING_TO_DO = Outcome("optimal", 0.1, 0.0, 1, 1, 1, 0.0, 0.0, 0, 0, (), ())
LATER = AT + timedelta(days=2)
SETS = ("mine", "theirs", "foreign")
NEIGHBOURS = ("fourth", "fifth", "sixth")  # with whom `growing.py` fills an event
NUMBER = dict(zip((*SETS, *NEIGHBOURS), ("11", "22", "33", "44", "55", "66"), strict=True))

# What stands in an address beside rows.
PLAIN = {"page": 1, "language": "en", "level": "B1", "token": "AAAAAAAAAAAAAAAA", "kind": "csv"}
SPECIAL = {"imports:import-template": {"kind": "officers"}}
# The row behind a parameter that is not named after its model, by address.
KEYS = {
    "exports:export-release": {"export": "asked"},
    "exports:export-refuse": {"export": "asked"},
    "duty:item-publish": {"row": "agendaitem"},
    "duty:movement-publish": {"row": "movement"},
    "letters:batch-detail": {"job": "batchjob"},
    "letters:batch-retry": {"job": "batchjob"},
    "letters:letter-initial": {"letter": "waiting"},
    "letters:letter-return": {"letter": "waiting"},
}


@dataclass
class World:
    """`rows[set]["delegation"]` and so on; `people` by the names of `tests/matrix/cast.py`."""

    people: dict = field(default_factory=dict)
    rows: dict = field(default_factory=dict)
    canaries: dict = field(default_factory=dict)
    feeds: dict = field(default_factory=dict)
    shares: dict = field(default_factory=dict)
    visitors: dict = field(default_factory=dict)
    pages: dict = field(default_factory=dict)  # what each person was answered, once somebody asked


def canary(column: str, of: str) -> str:
    """A text for `column` ("delegates.guest.phone") of one set that stands nowhere else."""
    name = column.rpartition(".")[2]
    if name == "phone":
        kind = "7" if "guest" in column else "8"
        return f"+62813{kind}{NUMBER[of]}46{NUMBER[of]}"
    if name == "nip":
        return f"1988011720091210{NUMBER[of]}"
    return f"KENARI{name.replace('_', '').upper()}{NUMBER[of]}"


def needle_of(text: str) -> str:
    """What of a canary to look for once spacing is gone: of a telephone the part behind country or zero."""
    return text.removeprefix("+62")


def build(cast: dict) -> World:
    world = World(
        canaries={(column, of): needle_of(canary(column, of)) for column in matrix().read for of in SETS}
    )
    for name, roles in cast.items():
        world.people[name] = factories.UserFactory(
            name=f"Orang {name}",
            email=f"{name}@contoh.example",
            roles=roles,
            is_superuser=Role.ADMIN in roles,
        )
    here, there = factories.EventFactory(slug="acara-sini"), factories.EventFactory(slug="acara-sana")
    vip = factories.TierFactory(event=here, code="VIP")
    umum = factories.TierFactory(event=here, code="UMUM")
    _enrol(world, here, "coordinator", role="coordinator").tiers.set([vip])
    _enrol(world, there, "foreign_coordinator", role="coordinator")
    _enrol(world, here, "two_hats")
    _enrol(world, there, "two_hats", role="coordinator")
    profile = ProfileFactory()
    for of, event, tier, owner in (
        ("mine", here, vip, "officer"),
        ("theirs", here, umum, "other_officer"),
        ("foreign", there, factories.TierFactory(event=there), "foreign_officer"),
    ):
        world.rows[of] = rows_of(world, of, event, tier, world.people[owner], profile)
    return world


def _enrol(world, event, name, **facts):
    user = world.people[name]
    officer = Officer.objects.filter(user=user).first() or factories.OfficerFactory(
        user=user, name=user.name, email=user.email, phone=""
    )
    return factories.RosterEntryFactory(event=event, officer=officer, **facts)


def rows_of(world: World, of: str, event, tier, user, profile) -> dict:
    """A row of every model that an address names, by the model's name."""
    staff = world.people["staff"]
    rows = {"event": event, "tierpolicy": tier, "letterprofile": profile}
    rows |= _persons(of, event, user)
    rows |= _guests(of, event, tier)
    rows |= _agenda(event, tier)
    rows |= _courses(of, event)
    rows["assignment"] = factories.AssignmentFactory(
        delegation=rows["delegation"], officer=rows["officer"], state="accepted"
    )
    publishing.publish_plan(event=event, by=staff, at=AT)
    rows["publication"] = Publication.objects.filter(event=event).latest("version")
    rows["dutysheet"] = DutySheet.objects.filter(officer=rows["officer"]).latest("version")
    rows |= _field(of, rows, user)
    rows |= _messages(rows, user, staff)
    rows |= _letters(world, rows, profile, staff)
    rows |= _bureau(of, rows, user, staff)
    rows |= _nomination(event, staff)
    world.feeds[of] = feed_of(rows["officer"]).secret
    _share, world.shares[of] = create_share_list(
        event=event,
        values={"kind": "hotel", "hotel": rows["venue"], "recipient": "Hotel", "expires_at": LATER},
        by=staff, at=AT,
    )  # fmt: skip
    rows["sharelist"] = _share
    return rows


def _persons(of, event, user) -> dict:
    officer = factories.OfficerFactory(
        user=user, name=user.name, email=user.email,
        nip=canary("officers.officer.nip", of), phone=canary("officers.officer.phone", of),
    )  # fmt: skip
    officer.photo.save("wajah.jpg", ContentFile(JPEG))
    return {
        "officer": officer,
        "other": factories.OfficerFactory(),
        "usersession": UserSession.objects.create(
            user=user, ip="192.0.2.1", user_agent="Ponsel", session_key=f"kunci-{of}"
        ),
        "agency": officer.agency,
        "rosterentry": factories.RosterEntryFactory(event=event, officer=officer),
        "training": Training.objects.create(officer=officer, kind="course", title="Protokol dasar"),
        "leave": Leave.objects.create(
            officer=officer, starts_on=date(2022, 12, 1), ends_on=date(2022, 12, 3)
        ),
    }


def _guests(of, event, tier) -> dict:
    hotel = factories.VenueFactory(event=event, name=f"Hotel {of}", kind="hotel")
    delegation = factories.DelegationFactory(event=event, tier=tier, code=f"D-{NUMBER[of]}")
    guest = factories.GuestFactory(
        delegation=delegation, role="head", full_name=f"Tamu {of}",
        **{
            name: canary(f"delegates.guest.{name}", of)
            for name in ("phone", "passport_number", "health_note", "security_note")
        },
    )  # fmt: skip
    vehicle = factories.VehicleFactory(event=event)
    return {
        "venue": hotel,
        "delegation": delegation,
        "guest": guest,
        "vehicle": vehicle,
        "need": Need.objects.create(delegation=delegation, kind="diet", text="Halal"),
        "movement": factories.MovementFactory(delegation=delegation, vehicle=vehicle),
        "stay": Stay.objects.create(
            delegation=delegation, hotel=hotel, room=canary("delegates.stay.room", of)
        ),
        "gift": Gift.objects.create(delegation=delegation, direction="given", description="Kain"),
    }


def _agenda(event, tier) -> dict:
    item = factories.AgendaItemFactory(event=event)
    item.tiers.set([tier])
    briefing = factories.BriefingFactory(item__event=event)
    material = BriefingMaterial(briefing=briefing, title="Denah", kind="pdf", size=4)
    material.file.save("denah.pdf", ContentFile(blank_pdf("Denah")))
    return {
        "agendaitem": item,
        "briefing": briefing,
        "briefingmaterial": material,
        "briefingaction": BriefingAction.objects.create(
            briefing=briefing, text="Cetak lencana", owner_name="Bayu"
        ),
    }


def _courses(of, event) -> dict:
    return {
        "batch": Batch.objects.create(event=event, name=f"Gelombang {of}", quota=30),
        "speaker": Speaker.objects.create(event=event, name=f"Narasumber {of}"),
        "feedtoken": FeedToken.objects.create(
            event=event, consumer="Layar", lists=["agenda"], secret_hash=NUMBER[of] * 32, expires_at=LATER
        ),
    }


def _field(of, rows, user) -> dict:
    delegation, event = rows["delegation"], rows["event"]
    incident = Incident.objects.create(
        event=event, delegation=delegation, kind="medical", happened_at=AT, reported_by=user,
        description=canary("field.incident.description", of),
    )  # fmt: skip
    incident.photo.save("foto.jpg", ContentFile(JPEG))
    report = FinalReport.objects.create(
        delegation=delegation, officer=rows["officer"], state="submitted", submitted_at=AT
    )
    report.photo.save("serah.jpg", ContentFile(JPEG))
    return {
        "incident": incident,
        "statusreport": StatusReport.objects.create(
            event=event, delegation=delegation, officer=rows["officer"], movement=rows["movement"],
            phase="standby", tapped_at=AT, received_at=AT, reported_by=user,
        ),
        "handovernote": HandoverNote.objects.create(
            delegation=delegation, author=factories.OfficerFactory(), written_at=AT,
            note=canary("field.handovernote.note", of),
        ),
        "finalreport": report,
    }  # fmt: skip


def _messages(rows, user, staff) -> dict:
    event = rows["event"]
    draft = Draft(
        recipient=user, kind=NoticeKind.BROADCAST, subject=event, event=event, occasion=str(event.pk),
        message=Message(title="Kumpul pukul 07.00", lead="Lobi."),
    )  # fmt: skip
    notices.post_notices(drafts=[draft], by=None, at=AT)
    return {
        "notice": Notice.objects.filter(recipient=user, kind=NoticeKind.BROADCAST).latest("created_at"),
        "broadcast": Broadcast.objects.create(
            event=event, title="Kumpul", text="Lobi", audience={}, sent_at=AT, sent_by=staff
        ),
        "reminderprofile": ReminderProfile.objects.filter(event=event).first()
        or ReminderProfile.objects.create(event=event, kind="duty", minutes_before=30),
    }


def _letters(world, rows, profile, staff) -> dict:
    letter = LetterFactory(event=rows["event"], profile=profile)
    row = LetterRowFactory(letter=letter, officer=rows["officer"])
    waiting = LetterFactory(event=rows["event"], profile=profile, state="review")
    LetterStep.objects.create(
        letter=waiting, order=1, kind="initial", person=world.people["initialler"], name="Orang paraf"
    )
    LetterStep.objects.create(
        letter=letter, order=1, kind="initial", person=world.people["initialler"], name="Orang", done_at=AT
    )
    return {
        "letter": letter,
        "letterrow": row,
        "waiting": waiting,
        "registerentry": RegisterEntry.objects.get(letter=letter),
        "batchjob": letters.make_files(event=rows["event"], letters=[letter], by=staff, at=AT),
    }


def _bureau(of, rows, user, staff) -> dict:
    event = rows["event"]
    batch = imports.upload_batch(data=b"Nama\nRina\n", file_name="daftar.csv", event=event, by=staff, at=AT)
    imports.check_batch(batch=batch, at=AT)
    return {
        "importbatch": batch,
        "breach": Breach.objects.create(title="Ponsel hilang", noticed_at=AT),
        "job": Job.objects.create(kind="x", title="Pekerjaan", owner=user, event_id=event.pk),
        "export": Export.objects.create(
            listing="officers",
            kind="csv",
            owner=user,
            event_id=event.pk,
            file_name="daftar.csv",
            file=ContentFile(b"Nama", name="daftar.csv"),
            expires_at=LATER,
        ),
        "asked": Export.objects.create(
            listing="guests",
            kind="xlsx",
            owner=user,
            event_id=event.pk,
            file_name="tamu.xlsx",
            restricted=True,
            reason="Visa",
            asked_until=LATER,
        ),
        "suggestion": Suggestion.objects.create(
            event=event, computed_at=AT, computed_by=staff, result=asdict(NOTHING_TO_DO)
        ),
    }


def _nomination(event, staff) -> dict:
    agency = factories.AgencyFactory(contact_email="dinas@contoh.example")
    (nomination,) = nominations.request_nominations(
        event=event, quotas={agency: 1}, due_at=LATER, note="", by=staff, at=AT
    )
    return {
        "nomination": nomination,
        "agencymail": AgencyMail.objects.filter(nomination=nomination).first(),
        "nominee": nominations.name_nominee(nomination=nomination, entry=entry(nomination), at=AT),
    }


def sent_to(world: World, name: str, of: str) -> dict:
    """What an address needs to be told besides its path, by GET or POST alike."""
    rows = world.rows[of]
    return {
        "officers:attendance-mark": {"officer": rows["officer"].pk},
        "officers:attendance-unmark": {"officer": rows["officer"].pk},
        "delegates:participation-set": {"item": rows["agendaitem"].pk, "attends": "yes"},
        "assignments:pair-detail": {"slot": f"{rows['delegation'].code}/1", "officer": rows["officer"].pk},
    }.get(name, {})


def arguments(world: World, name: str, parameters, of: str, *, event_of: str | None = None) -> dict:
    """The keywords of an address for the rows of one set; `event_of` takes the event from another."""
    values = {}
    for parameter in parameters:
        rows = world.rows[event_of if event_of and parameter == "event" else of]
        key = KEYS.get(name, {}).get(parameter, parameter)
        if parameter in SPECIAL.get(name, {}):
            values[parameter] = SPECIAL[name][parameter]
        elif key in rows:
            row = rows[key]
            values[parameter] = getattr(row, getattr(row, "URL_FIELD", "pk"))
        elif name.startswith("privacy:person") and parameter in ("kind", "key"):
            values[parameter] = {"kind": "guest", "key": rows["guest"].pk}[parameter]
        elif parameter == "secret":
            values[parameter] = world.shares[of] if name.startswith("sharing:") else world.feeds[of]
        elif parameter == "slug":
            values[parameter] = rows["event"].slug
        elif parameter in ("code", "key"):
            values[parameter] = "salah"
        elif parameter == "name":
            values[parameter] = uuid.uuid4().hex
        else:
            values[parameter] = PLAIN[parameter]
    return values
