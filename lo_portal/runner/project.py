"""Where things lie in a checkout, and how the runner speaks."""

import hashlib
import os
import sys
from dataclasses import dataclass
from pathlib import Path


class RunnerError(Exception):
    """Something a person must put right; the message is one or more plain sentences."""


@dataclass(frozen=True)
class Project:
    """A checkout (`root`) and the folder of everything it makes (`var`)."""

    root: Path
    var: Path

    @classmethod
    def here(cls) -> "Project":
        root = Path(__file__).resolve().parents[2]
        return cls(root=root, var=Path(os.environ.get("PORTAL_VAR") or root / "var").resolve())

    @property
    def venv(self) -> Path:
        return self.root / ".venv"

    @property
    def python(self) -> Path:
        return self.venv / "bin" / "python"

    @property
    def logs(self) -> Path:
        return made(self.var / "log")

    @property
    def state(self) -> Path:
        """Locks and notes of running processes."""
        return made(self.var / "run")

    @property
    def key(self) -> str:
        """A short name that tells this data folder from any other on the machine."""
        return hashlib.sha256(os.fsencode(self.var)).hexdigest()[:12]


def made(folder: Path, mode: int = 0o755) -> Path:
    """The folder, made where it was missing."""
    folder.mkdir(mode=mode, parents=True, exist_ok=True)
    return folder


def say(line: str) -> None:
    """Tell the person; standard output is kept for what a command itself prints."""
    print(line, file=sys.stderr, flush=True)
