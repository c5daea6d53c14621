"""From facts to the text of a letter: profile + event + officers -> a frozen `SuratTugas`. Pure."""

from dataclasses import replace
from datetime import date

from assignments.letters import documents
from assignments.letters.documents.words import date_range, date_text
from assignments.letters.facts import ID_LABELS, Duty, OfficerFacts

WATERMARK_DRAFT = "DRAF"
WATERMARK_SIMULATED = "SIMULASI"

# What the letter calls a person's task, by roster role.
ASSIGNED_AS = {
    "officer": "Liaison Officer",
    "coordinator": "Koordinator Liaison Officer",
    "reserve": "Liaison Officer (cadangan)",
    "released": "Tidak lagi ditugaskan",
}
# What stands beside the QR code and at the foot of every page, by the way of signing. The sentence of
# BSrE belongs only on what that service really signs (domain 1.7).
CAPTIONS = {"simulated": "SIMULASI, bukan tanda tangan elektronik"}
FOOTERS = {
    "simulated": documents.SIMULATED_FOOTER,
    "bsre_v1": documents.BSRE_FOOTER,
    "bsre_v2": documents.BSRE_FOOTER,
}


def draft_letter(profile, event, officers: list[OfficerFacts], *, collective: bool) -> documents.SuratTugas:
    """The letter for `officers` as a draft: no number, no date, watermark DRAF.

    Names stand in order of rank, highest first, then by name (domain 1.4).
    """
    ordered = sorted(officers, key=lambda officer: (-officer.seniority, officer.name))
    return documents.SuratTugas(
        kind="collective" if collective else "individual",
        **frame_of(profile),
        title=profile.title,
        menimbang=_lines(profile.menimbang, event),
        dasar=_lines(profile.dasar, event),
        untuk=_lines(profile.untuk, event),
        tembusan=_lines(profile.tembusan, event),
        kepada=tuple(assignee(officer, event) for officer in ordered),
        annex_title=f"DAFTAR LIAISON OFFICER {event.name}".upper()[:250],
    )


def amend_text(letter: documents.SuratTugas, *, number: str, on: date) -> documents.SuratTugas:
    """The draft of an amendment: it names the letter that it changes and says what the annex lists."""
    dated = f"{number} tanggal {date_text(on)}"
    return replace(
        letter,
        menimbang=(
            f"bahwa terdapat perubahan petugas atau penugasan pada Surat Tugas Nomor {dated}, "
            "sehingga perlu diadakan perubahan;",
            *letter.menimbang,
        ),
        dasar=(*letter.dasar, f"Surat Tugas Nomor {dated};"),
        untuk=(
            *letter.untuk,
            f"ketentuan lain dalam Surat Tugas Nomor {number} yang tidak diubah tetap berlaku.",
        ),
        annex_title=f"PERUBAHAN ATAS SURAT TUGAS NOMOR {number}".upper()[:250],
    )


def number_letter(letter, *, number: str, on: date, verify_url: str, method: str):
    """The draft with its number, date and QR code: final, as it will be signed by `method`."""
    return replace(
        letter,
        number=number,
        date=on,
        qr_url=verify_url,
        qr_caption=CAPTIONS.get(method, "Ditandatangani secara elektronik"),
        watermark=WATERMARK_SIMULATED if method == "simulated" else None,
        footer=FOOTERS.get(method, ""),
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
        period="" if officer.is_released else _period(officer.duties, event),
    )


def person_of(officer) -> documents.Person:
    """An officer as certificates and attendance lists name one."""
    return documents.Person(
        name=officer.printed_name,
        nip=officer.nip,
        id_label=ID_LABELS.get(officer.identity_kind, "NIP") or "NIP",
        pangkat=officer.pangkat,
        golongan=officer.golongan,
        jabatan=officer.position,
        unit=officer.agency.name,
    )


def frame_of(profile) -> dict:
    """What every document of a profile shares: letterhead, paper, signatory, place, and DRAF for now."""
    return {
        "letterhead": letterhead_of(profile),
        "paper": paper_of(profile),
        "signatory": signatory_of(profile),
        "place": profile.place,
        "watermark": WATERMARK_DRAFT,
    }


def with_logo(document, logo: bytes | None):
    """The document with these bytes as its emblem; None prints the portal's own."""
    return replace(document, letterhead=replace(document.letterhead, logo=logo))


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
