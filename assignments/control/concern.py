"""What a source of *Perlu perhatian* yields."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class Concern:
    """One thing out of order: until when it matters, how grave, what and why, and the way out."""

    due_at: datetime
    severity: str
    title: str
    detail: str
    verb: str
    url: str
    rank: int = 9
