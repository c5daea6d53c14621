"""What the public page of a letter may say. Names are masked; unknown tokens all look alike (L6)."""

from dataclasses import dataclass
from datetime import date, datetime

from django.conf import settings

from assignments.letters.models import Letter, LetterState

# Letters that were never in force are as unknown to the public as a wrong token.
PUBLIC_STATES = [LetterState.IN_FORCE, LetterState.REVOKED, LetterState.SUPERSEDED]


def verify_url(letter: Letter) -> str:
    """The address in the QR code, upper case so that the code stays small."""
    return f"{settings.PORTAL_BASE_URL}/V/{letter.token}".upper()


@dataclass(frozen=True)
class PublicLetter:
    """The whole of what a stranger with the QR code learns."""

    state: str
    number: str
    dated_on: date
    subject: str
    event_name: str
    people: tuple[tuple[str, str], ...]
    people_count: int
    signatory: str
    sha256: str
    simulated: bool
    ended_at: datetime | None
    end_reason: str
    superseded_by: str
    amended_by: tuple[str, ...]


def public_letter(token: str) -> PublicLetter | None:
    """The letter behind a token in any case, or None."""
    letter = (
        Letter.objects.filter(token=token.upper(), state__in=PUBLIC_STATES)
        .select_related("entry", "event", "profile", "superseded_by__entry")
        .first()
    )
    if letter is None:
        return None
    rows = list(letter.rows.all()[:3])
    amendments = letter.amendments.filter(state=LetterState.IN_FORCE).select_related("entry")
    ended_by_other = letter.state == LetterState.SUPERSEDED and letter.superseded_by
    return PublicLetter(
        state=letter.state,
        number=letter.number,
        dated_on=letter.dated_on,
        subject=letter.subject,
        event_name=letter.event.name,
        people=tuple((mask_name(row.facts["name"]), row.facts["agency"]) for row in rows),
        people_count=letter.rows.count(),
        signatory=(letter.profile.signatory_lines.splitlines() or [""])[-1].rstrip(","),
        sha256=letter.sha256,
        simulated=letter.signing_method == "simulated",
        ended_at=letter.ended_at,
        end_reason=letter.end_reason if letter.ended_at else "",
        superseded_by=letter.superseded_by.number if ended_by_other else "",
        amended_by=tuple(one.number for one in amendments),
    )


def mask_name(name: str) -> str:
    """ "Rina Oktaviani" -> "Ri•• Ok•••••••": enough to compare with the paper, too little to harvest."""
    return " ".join(
        word if len(word) < 3 or "." in word else word[:2] + "•" * (len(word) - 2) for word in name.split()
    )
