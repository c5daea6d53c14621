"""The account PostgreSQL runs under: it refuses to run as root."""

import os
import pwd
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Account:
    """An unprivileged account that a server is started as."""

    name: str
    uid: int
    gid: int

    def as_popen(self) -> dict[str, object]:
        """The arguments of `subprocess.Popen` that give up root for this account."""
        return {"user": self.uid, "group": self.gid, "extra_groups": []}

    def can_enter(self, folder: Path) -> bool:
        """Whether every folder on the way, and the folder itself, may be entered."""
        entered = subprocess.run(
            ["/bin/sh", "-c", 'cd "$1"', "sh", str(folder)],
            cwd="/",
            stderr=subprocess.DEVNULL,
            check=False,
            **self.as_popen(),
        )
        return entered.returncode == 0

    def give(self, path: Path) -> None:
        shutil.chown(path, self.uid, self.gid)


def unprivileged() -> Account | None:
    """The account to drop to, or None where we are not root and keep our own."""
    if os.geteuid() != 0:
        return None
    for name in ("postgres", "nobody"):
        try:
            entry = pwd.getpwnam(name)
        except KeyError:
            continue
        return Account(name, entry.pw_uid, entry.pw_gid)
    return Account("65534", 65534, 65534)
