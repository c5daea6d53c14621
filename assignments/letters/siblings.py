"""What the documents beside the letter of assignment say, from an event's rows."""

from datetime import date

from assignments.letters import documents, drafting
from assignments.letters.documents.words import date_range, date_text, weekday_date
from assignments.letters.models import LetterKind, LetterRow
from officers import courses
from officers.models import Attendance, Officer, RosterEntry

DAYS = "{tanggal}"


def meeting_details(item) -> tuple[tuple[str, str], ...]:
    """Day, time, place and title of an agenda item on the event's clock, as letters write them."""
    starts, ends = item.starts_at.astimezone(item.event.zone), item.ends_at.astimezone(item.event.zone)
    zone = starts.tzname() or ""
    pairs = (
        ("hari/tanggal", weekday_date(starts.date())),
        ("waktu", f"{starts:%H.%M} {zone} s.d. {ends:%H.%M} {zone}"),
        ("tempat", str(item.venue or "")),
        ("acara", item.title),
        ("pakaian", item.dress_code),
    )
    return tuple((label, value) for label, value in pairs if value)


def invitation_start(item, agencies: list[str]) -> dict:
    """What the invitation's form begins with."""
    return {
        "subject": f"Undangan {item.title}"[:250],
        "nature": "Biasa",
        "recipients": "\n".join(f"Kepala {name}" for name in agencies),
        "opening": f"Dalam rangka persiapan {item.event.name}, dengan ini kami mengundang Saudara "
        "untuk hadir dan menugaskan Liaison Officer pada:",
        "details": "\n".join(f"{label}: {value}" for label, value in meeting_details(item)),
        "closing": "Demikian disampaikan, atas perhatian dan kehadiran Saudara diucapkan terima kasih.",
    }


def agencies_of(event) -> list[str]:
    """The agencies with officers on the roster, by name."""
    names = RosterEntry.objects.standing().filter(event=event).values_list("officer__agency__name", flat=True)
    return sorted(set(names))


def attendance_list(briefing, profile, *, blank_rows: int = 0) -> documents.DaftarHadir:
    """The *daftar hadir* of a briefing: everybody on the roster, with the time of who checked in."""
    event = briefing.event
    marked = dict(Attendance.objects.filter(briefing=briefing).values_list("officer_id", "marked_at"))
    entries = RosterEntry.objects.expected_at(briefing).select_related("officer__agency")
    attendees = tuple(
        documents.Attendee(
            name=entry.officer.printed_name,
            nip=entry.officer.nip,
            office=f"{entry.officer.position}, {entry.officer.agency.name}".strip(", ")[:250],
            checked_in=f"{marked[entry.officer_id].astimezone(event.zone):%H.%M}"
            if entry.officer_id in marked
            else "",
        )
        for entry in entries.order_by("officer__name")
    )
    frame = drafting.frame_of(profile) | {"watermark": None}
    return documents.DaftarHadir(
        **frame, details=meeting_details(briefing.item), attendees=attendees, blank_rows=blank_rows
    )


def certifiable(event) -> tuple:
    """Officers who may be given a certificate, and at a learning event those who attended too little.

    The second is a list of `courses.Progress`, each with its reason.
    """
    progress = courses.progress_of(event) if event.is_learning else []
    below = [one for one in progress if one.reason_against]
    entries = RosterEntry.objects.standing().filter(event=event)
    if event.is_learning:
        entries = entries.filter(pk__in=[one.entry.pk for one in progress if not one.reason_against])
    officers = Officer.objects.filter(pk__in=entries.values("officer")).exclude(pk__in=certificates_of(event))
    return officers.select_related("agency").order_by("name"), below


def certificates_of(event) -> set:
    """Officers who have a standing certificate of the event."""
    rows = LetterRow.objects.standing().filter(letter__event=event, letter__kind=LetterKind.CERTIFICATE)
    return set(rows.values_list("officer_id", flat=True))


def with_days(text: dict, event, learned: courses.Progress | None) -> dict:
    """The certificate's text with the days in place of `DAYS`: of the own sessions, else of the event."""
    first, last = (learned and learned.days) or (event.starts_on, event.ends_on)
    return text | {"given": text["given"].replace(DAYS, date_range(first, last))}


def with_sessions(text: dict, learned: courses.Progress) -> dict:
    """The certificate's text with hours and materials of the officer's own sessions where it has none."""
    sessions = [one for one in learned.sessions if one.hours]
    materials = tuple(
        documents.Material(
            title=str(one.briefing)[:250],
            hours=one.hours,
            speaker=", ".join(str(speaker) for speaker in one.briefing.speakers.all())[:150],
        )
        for one in sessions
    )
    return text | {"hours": text["hours"] or learned.hours, "materials": text["materials"] or materials}


def certificate_start(event) -> dict:
    """What the certificate's form begins with: service at a visit or meeting, learning at a training."""
    if event.is_learning:
        host = f" yang diselenggarakan oleh {event.host}" if event.host else ""
        return {"given": f"pada {event.name}{host} di {event.place}, {DAYS}.", "role": "Peserta"}
    return {"given": f"pada {event.name} di {event.place}, {DAYS}.", "role": "Liaison Officer"}


def report_start(letter) -> dict:
    """What the report's form begins with: the letter that it answers."""
    base = f"Surat Tugas Nomor {letter.number} tanggal {date_text(letter.dated_on)}"
    event = letter.event
    days = date_range(event.starts_on, event.ends_on)
    return {
        "about": f"Pelaksanaan tugas Liaison Officer pada {event.name}",
        "introduction": f"Laporan ini disusun berdasarkan {base}.",
        "activities": f"Pendampingan delegasi pada {event.name} di {event.place}, {days}.",
        "closing": "Demikian laporan ini dibuat untuk menjadi bahan selanjutnya.",
    }


def report_of(letter, profile, form, officer, on: date) -> documents.LaporanTugas:
    """The report as a document, signed by the officer who reports."""
    person = drafting.person_of(officer)
    reporter = documents.Signatory(
        lines=("Yang melaporkan,",), name=person.name, pangkat=person.pangkat, nip=person.nip
    )
    frame = drafting.frame_of(profile) | {"watermark": None, "signatory": reporter}
    return documents.LaporanTugas(**frame, date=on, about=form.cleaned_data["about"], sections=form.sections)
