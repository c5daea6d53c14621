"""How far a batch of letters is: made, signed, delivered, failed. Derived from the letters themselves,
so it stays true after the browser is closed and whatever became of the job."""

from dataclasses import dataclass

from assignments.letters.models import Letter, LetterState
from assignments.notices.models import Notice, NoticeKind
from assignments.notices.states import NoticeState
from lo_portal.jobs.models import Job

AFTER_SIGNING = [LetterState.IN_FORCE, LetterState.REVOKED, LetterState.SUPERSEDED]


@dataclass(frozen=True)
class Batch:
    """The letters that one press sent on their way, and how far they came."""

    job: Job
    letters: list[Letter]
    delivered: int

    @property
    def total(self) -> int:
        return len(self.letters)

    @property
    def made(self) -> int:
        return sum(1 for letter in self.letters if letter.sha256)

    @property
    def signed(self) -> int:
        return sum(1 for letter in self.letters if letter.state in AFTER_SIGNING)

    @property
    def failed(self) -> list[Letter]:
        return [letter for letter in self.letters if letter.failure and not letter.sha256]

    @property
    def is_open(self) -> bool:
        """Whether anything will still move by itself."""
        return self.job.is_open

    @property
    def is_complete(self) -> bool:
        return not self.job.is_open and self.made == self.signed == self.delivered == self.total

    @property
    def unmade(self) -> list[Letter]:
        """Failed, or left behind by a job that ended: a person can ring for them again."""
        return [] if self.is_open else [letter for letter in self.letters if not letter.sha256]


def batch_of(job: Job) -> Batch:
    """The batch of a job that made letters. Two queries."""
    keys = job.payload.get("letters", [])
    letters = list(Letter.objects.filter(pk__in=keys).select_related("entry").order_by("entry__sequence"))
    told = Notice.objects.filter(
        kind=NoticeKind.LETTER, subject_type="letters.letter", subject_id__in=keys, state=NoticeState.SENT
    )
    delivered = told.values("subject_id").distinct().count()
    return Batch(job=job, letters=letters, delivered=delivered)
