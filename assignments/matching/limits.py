"""When to stop. Work is counted so that a run repeats itself; the wall clock can only cut it short."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field

from assignments.matching import phrases
from assignments.matching.results import Phrase

Progress = Callable[[int, int, Phrase], None]


@dataclass
class Limits:
    """The clock starts when this is made. seconds: None = no wall limit."""

    seconds: float | None = None
    cancel: Callable[[], bool] | None = None
    progress: Progress | None = None
    began: float = field(default_factory=time.monotonic)
    hit: bool = False
    cut: bool = False

    def left(self) -> float | None:
        """Wall seconds left, None = unlimited."""
        if self.seconds is None:
            return None
        return max(0.0, self.seconds - (time.monotonic() - self.began))

    def over(self) -> bool:
        """Time is up or somebody cancelled; remembered in `hit`, and in `cut` that work was left undone."""
        left = self.left()
        if (left is not None and left <= 0) or (self.cancel is not None and self.cancel()):
            self.hit = self.cut = True
        return self.hit

    def past(self, share: float) -> bool:
        """Is more than this share of the time used, or is it over? Later steps need the rest."""
        left = self.left()
        if left is not None and left < (1 - share) * self.seconds:
            self.cut = True
            return True
        return self.over()

    def turn(self, share: float) -> Limits:
        """Limits for a piece of the work ahead that is this share of it: so much of the time left is its."""
        left = self.left()
        return Limits(None if left is None else left * share, self.cancel, self.progress)

    def end(self, turn: Limits) -> None:
        """Remember what cut a turn short."""
        self.hit, self.cut = self.hit or turn.hit, self.cut or turn.cut

    def tell(self, done: int, of: int, code: str, **values: object) -> None:
        if self.progress is not None:
            self.progress(done, of, Phrase(f"progress.{code}", values))


phrases.add(
    {
        "progress.seed": ("Menyusun rencana awal", "Building first plans"),
        "progress.lists": ("Mencari daftar tugas yang lebih baik", "Looking for better duty lists"),
        "progress.choose": ("Memilih susunan terbaik", "Choosing the best combination"),
        "progress.improve": ("Memperbaiki bagian demi bagian", "Improving piece by piece"),
        "progress.prove": ("Membuktikan hasil", "Proving the result"),
    }
)
