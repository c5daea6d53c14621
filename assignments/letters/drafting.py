"""From facts to the text of a letter: profile + event + officers -> a frozen `SuratTugas`. Pure."""

from dataclasses import replace
from datetime import date

from assignments.letters import documents
from assignments.letters.documents.words import date_range
from assignments.letters.facts import Duty, OfficerFacts

WATERMARK_DRAFT = "DRAF"
WATERMARK_SIMULATED = "SIMULASI"

# What the letter calls a person's task, by roster role.
ASSIGNED_AS = {
    "officer": "Liaison Officer",
    "coordinator": "Koordinator Liaison Officer",
    "reserve": "Liaison Officer (cadangan)",
}


def draft_letter(profile, event, officers: list[OfficerFacts], *, collective: bool) -> documents.SuratTugas:
    """The letter for `officers` as a draft: no number, no date, watermark DRAF.

    Names stand in order of rank, highest first, then by name (domain 1.4).
    """
    ordered = sorted(officers, key=lambda officer: (-officer.seniority, officer.name))
    return documents.SuratTugas(
        kind="collective" if collective else "individual",
        letterhead=letterhead_of(profile),
        paper=paper_of(profile),
        signatory=signatory_of(profile),
        title=profile.title,
        place=profile.place,
        menimbang=_lines(profile.menimbang, event),
        dasar=_lines(profile.dasar, event),
        untuk=_lines(profile.untuk, event),
        tembusan=_lines(profile.tembusan, event),
        kepada=tuple(assignee(officer, event) for officer in ordered),
        annex_title=f"DAFTAR LIAISON OFFICER {event.name}".upper()[:250],
        watermark=WATERMARK_DRAFT,
    )


def number_letter(letter, *, number: str, on: date, verify_url: str, simulated: bool):
    """The draft with its number, date and QR code: final, as it will be signed."""
    return replace(
        letter,
        number=number,
        date=on,
        qr_url=verify_url,
        qr_caption="SIMULASI, bukan tanda tangan elektronik"
        if simulated
        else "Ditandatangani secara elektronik",
        watermark=WATERMARK_SIMULATED if simulated else None,
        footer=documents.SIMULATED_FOOTER if simulated else letter.footer,
    )


def assignee(officer: OfficerFacts, event) -> documents.Assignee:
    return documents.Assignee(
        person=documents.Person(
            name=officer.name,
            nip=officer.nip,
            id_label=officer.id_label or "NIP",
            pangkat=officer.pangkat,
            golongan=officer.golongan,
            jabatan=officer.position,
            unit=officer.agency,
        ),
        assigned_as=ASSIGNED_AS[officer.role],
        delegation="; ".join(_duty_text(duty) for duty in officer.duties),
        period=_period(officer.duties, event),
    )


def letterhead_of(profile) -> documents.Letterhead:
    return documents.Letterhead(
        government=profile.government,
        unit=profile.unit,
        subunit=profile.subunit,
        address=tuple(line.strip() for line in profile.address.splitlines() if line.strip()),
        city=profile.city,
        postcode=profile.postcode,
    )


def paper_of(profile) -> documents.Paper:
    base = documents.A4 if profile.paper_size == "a4" else documents.F4
    margins = {
        side: float(profile.margins[side])
        for side in ("top", "right", "bottom", "left")
        if side in profile.margins
    }
    return replace(base, typeface=profile.typeface, points=float(profile.points), **margins)


def signatory_of(profile) -> documents.Signatory:
    return documents.Signatory(
        lines=tuple(line.strip() for line in profile.signatory_lines.splitlines() if line.strip()),
        name=profile.signatory_name,
        pangkat=profile.signatory_rank,
        nip=profile.signatory_nip,
    )


def _lines(text: str, event) -> tuple[str, ...]:
    """The profile's lines with the event's words put in; unknown braces stay as typed."""
    words = {
        "{acara}": event.name,
        "{tema}": event.theme,
        "{tempat}": event.place,
        "{tanggal}": date_range(event.starts_on, event.ends_on),
        "{penyelenggara}": event.host,
    }
    lines = []
    for line in text.splitlines():
        for token, word in words.items():
            line = line.replace(token, word)
        if line.strip():
            lines.append(line.strip())
    return tuple(lines)


def _duty_text(duty: Duty) -> str:
    return f"{duty.delegation} ({duty.tier})"


def _period(duties: tuple[Duty, ...], event) -> str:
    if not duties:
        return date_range(event.starts_on, event.ends_on)
    first = min(date.fromisoformat(duty.starts_on) for duty in duties)
    last = max(date.fromisoformat(duty.ends_on) for duty in duties)
    return date_range(first, last)
