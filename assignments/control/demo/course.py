"""A bimtek before the meeting: one batch has its certificates, the other is in the middle of its sessions."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta

from django.utils import timezone

from assignments.control.demo.cast import cast
from assignments.letters import services as letters
from assignments.letters.models import LetterProfile
from assignments.letters.siblings import certificate_start
from assignments.notices import reminders
from events import services as events
from events.models import Batch, Briefing, Event, EventKind, EventStage
from officers import courses
from officers import services as officers
from officers.models import AttendanceMethod, RosterEntry, RosterRole

NAME = "Bimbingan Teknis Liaison Officer dan Keprotokolan Tamu Negara"
PLACE = "Balai Petitih, Kantor Gubernur"
LESSON = timedelta(minutes=45)  # one JP
RUNNING_SINCE = timedelta(minutes=30)
LEFT_TO_CERTIFY = 2
NOT_YET_THERE = 6
QUOTA = 20


@dataclass(frozen=True)
class Lesson:
    """A session of the programme: `days` from today for each batch, `starts` on the event's clock.

    A start of None is the session that runs while the reader looks.
    """

    title: str
    hours: int
    days: tuple[int, int]
    starts: tuple[time, time | None]
    kind: str = "training"


PROGRAMME = (
    Lesson("Dasar hukum keprotokolan dan tata tempat", 3, (-6, -1), (time(8, 30), time(8, 30))),
    Lesson("Bahasa Inggris lapangan untuk LO", 2, (-6, -1), (time(11), time(11))),
    Lesson("Etiket jamuan dan komunikasi lintas budaya", 2, (-6, 0), (time(13, 30), None)),
    Lesson("Praktik penjemputan tamu VVIP", 3, (-5, 1), (time(8), time(8)), "rehearsal"),
    Lesson("Penanganan insiden dan komunikasi dengan posko", 2, (-5, 1), (time(10, 45), time(10, 45))),
)
# What somebody missed, by the place in the programme; the pattern repeats along the list of names.
MISSED = ((), (), (1,), (), (0, 3), (), (4,), (), (), (2, 4))
SPEAKERS = (
    ("Dr. Hendra Contoh, M.Si.", "Analis Kebijakan Ahli Madya", "Kementerian Dalam Negeri", (0, 4)),
    ("Maria Contoh, M.Hum.", "Dosen", "Fakultas Ilmu Budaya", (1, 2)),
    ("Kompol Rizal Contoh, S.I.K.", "Kepala Seksi Pengawalan", "Kepolisian Daerah", (3,)),
)
BEFORE, AFTER = (42, 55, 61, 48, 50), (78, 84, 90, 72, 88)


def hold(event: Event, staff, at: datetime) -> Event:
    """The officers of `event` follow the bimtek; its coordinators are the committee."""
    bimtek = _open(event, staff, at)
    first, second = _batches(bimtek, staff, at)
    lessons = {batch: _plan(bimtek, batch, number, staff, at) for number, batch in enumerate((first, second))}
    for name, position, institution, held in SPEAKERS:
        sessions = [one for planned in lessons.values() for one in (planned[place] for place in held)]
        values = {"name": name, "position": position, "institution": institution, "sessions": sessions}
        events.create_speaker(event=bimtek, values=values, by=staff, at=at)
    people = _enrol(event, bimtek, staff, at)
    half = len(people) // 2
    _place(bimtek, {first: people[:half], second: people[half:]}, staff, at)
    _attend(lessons[first], people[:half], staff, at)
    _attend(lessons[second], people[half:], staff, at)
    _certify(bimtek, staff, at)
    reminders.plan_event_reminders(event=bimtek, at=at)
    return bimtek


def _open(event: Event, staff, at: datetime) -> Event:
    today = at.astimezone(event.zone).date()
    values = {
        "name": NAME, "short_name": "Bimtek LO", "kind": EventKind.TRAINING, "place": PLACE,
        "host": "Biro Administrasi Pimpinan", "timezone": event.timezone, "posko_phone": event.posko_phone,
        "theme": "Satu kesan, dari pintu pesawat sampai tangga pesawat",
        "starts_on": today + timedelta(days=PROGRAMME[0].days[0]),
        "ends_on": today + timedelta(days=PROGRAMME[-1].days[1]),
    }  # fmt: skip
    bimtek = events.create_event(values=values, by=staff, at=at)
    for stage in (EventStage.PREPARATION, EventStage.LIVE):
        bimtek = events.move_event(event=bimtek, stage=stage, by=staff, at=at)
    return bimtek


def _batches(bimtek: Event, staff, at: datetime) -> list[Batch]:
    today = at.astimezone(bimtek.zone).date()
    return [
        events.create_batch(
            event=bimtek,
            values={
                "name": name, "quota": QUOTA, "audience": "LO dari perangkat daerah provinsi",
                "starts_on": today + timedelta(days=min(one.days[number] for one in PROGRAMME)),
                "ends_on": today + timedelta(days=max(one.days[number] for one in PROGRAMME)),
            },
            by=staff,
            at=at,
        )
        for number, name in enumerate(("Gelombang I", "Gelombang II"))
    ]  # fmt: skip


def _plan(bimtek: Event, batch: Batch, number: int, staff, at: datetime) -> list[Briefing]:
    """The programme as sessions of one batch."""
    hall = bimtek.venues.first() or events.create_venue(
        event=bimtek,
        values={"name": PLACE, "address": "Jalan Jenderal Ahmad Yani, Pontianak"},
        by=staff,
        at=at,
    )
    return [
        events.create_briefing(
            event=bimtek,
            item_values={
                "title": lesson.title, "starts_at": (start := _start(bimtek, lesson, number, at)),
                "ends_at": start + lesson.hours * LESSON, "venue": hall,
            },
            values={"kind": lesson.kind, "required": True, "lesson_hours": lesson.hours, "batch": batch},
            by=staff,
            at=at,
        )
        for lesson in PROGRAMME
    ]  # fmt: skip


def _start(bimtek: Event, lesson: Lesson, number: int, at: datetime) -> datetime:
    if lesson.starts[number] is None:
        begun = at - RUNNING_SINCE
        return begun.replace(minute=begun.minute // 5 * 5, second=0, microsecond=0)
    day = at.astimezone(bimtek.zone).date() + timedelta(days=lesson.days[number])
    return datetime.combine(day, lesson.starts[number], bimtek.zone)


def _enrol(event: Event, bimtek: Event, staff, at: datetime) -> list[RosterEntry]:
    """Everybody of the meeting's roster; answers who learns, by name, the reader's own officer last."""
    guide = dict(cast()).get("lo")
    roster = RosterEntry.objects.standing().filter(event=event).select_related("officer__user")
    people = []
    for entry in sorted(roster, key=lambda one: (one.officer.user == guide, one.officer.name)):
        is_committee = entry.role == RosterRole.COORDINATOR
        role = RosterRole.COORDINATOR if is_committee else RosterRole.OFFICER
        own = officers.enrol_officer(
            event=bimtek, officer=entry.officer, values={"role": role}, by=staff, at=at
        )
        if not is_committee:
            people.append(own)
    return people


def _place(bimtek: Event, groups: dict[Batch, list[RosterEntry]], staff, at: datetime) -> None:
    """Everybody into a batch, with the points of the test before; the test after follows the last session."""
    values = {}
    for number, (batch, entries) in enumerate(groups.items()):
        for place, entry in enumerate(entries):
            values[entry.pk] = {"batch": batch, "pre_score": BEFORE[place % len(BEFORE)] + place % 4}
            if number == 0 and MISSED[place % len(MISSED)] != (0, 3):
                values[entry.pk]["post_score"] = AFTER[place % len(AFTER)] + place % 4
    officers.set_participations(event=bimtek, values=values, by=staff, at=at)


def _attend(lessons: list[Briefing], people: list[RosterEntry], staff, at: datetime) -> None:
    """Marks for what is over, and for who has come to the session that runs."""
    for place, entry in enumerate(people):
        missed = MISSED[place % len(MISSED)]
        until = at if place < len(people) - NOT_YET_THERE else at - RUNNING_SINCE - LESSON
        method = AttendanceMethod.LIST if place % 3 else AttendanceMethod.QR
        for number, lesson in enumerate(lessons):
            if number not in missed and lesson.item.starts_at < until:
                officers.mark_attendance(
                    briefing=lesson, officer=entry.officer, method=method, by=staff, at=lesson.item.starts_at
                )


def _certify(bimtek: Event, staff, at: datetime) -> None:
    """All who reached the threshold but two, so that there is something left to press."""
    enough = [one.officer for one in courses.progress_of(bimtek) if not one.reason_against]
    text = certificate_start(bimtek) | {"title": "SERTIFIKAT", "hours": 0, "materials": ()}
    letters.issue_certificates(
        event=bimtek,
        profile=LetterProfile.objects.on(timezone.localdate(at)).first(),
        officers=enough[:-LEFT_TO_CERTIFY],
        text=text,
        by=staff,
        at=at,
    )
