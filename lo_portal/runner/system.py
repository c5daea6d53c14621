"""Debian packages that no wheel can replace."""

import ctypes.util
import importlib.util
import os
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from lo_portal.runner import processes
from lo_portal.runner.project import Project, RunnerError, say

APT = ("apt-get", "-o", "DPkg::Lock::Timeout=300", "-q", "-y", "--no-install-recommends")
CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome")


@dataclass(frozen=True)
class Package:
    name: str
    purpose: str
    is_present: Callable[[], bool]


def _library(name: str) -> Callable[[], bool]:
    return lambda: ctypes.util.find_library(name) is not None


def _program(*names: str) -> Callable[[], bool]:
    return lambda: any(shutil.which(name) for name in names)


def _module(name: str) -> Callable[[], bool]:
    return lambda: importlib.util.find_spec(name) is not None


RUNTIME = (
    Package(
        "python3-venv", "virtual environments", lambda: importlib.util.find_spec("ensurepip") is not None
    ),
    Package("libpango-1.0-0", "the text of PDF letters", _library("pango-1.0")),
    Package("libpangoft2-1.0-0", "the fonts of PDF letters", _library("pangoft2-1.0")),
    Package("libharfbuzz-subset0", "small fonts inside PDF letters", _library("harfbuzz-subset")),
    Package("gettext", "message catalogues", _program("msgfmt")),
)
TESTS = (
    Package("chromium", "tests in a real browser", _program(*CHROMIUM_NAMES)),
    Package("poppler-utils", "tests that compare pages of PDF letters", _program("pdftoppm")),
    Package("softhsm2", "tests that sign with a key on a token", _program("softhsm2-util")),
    Package("age", "tests of continuous archiving", _program("age")),
)


def prepare(project: Project, packages: tuple[Package, ...]) -> None:
    """Install what is missing when we may, else say what to install.

    Raises RunnerError with the line an administrator types, or naming the log of apt.
    """
    missing = [package for package in packages if not package.is_present()]
    if not missing:
        return
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        raise RunnerError(wanted(missing))
    names = [package.name for package in missing]
    say(f"Installing system packages: {' '.join(names)} ...")
    log = project.logs / "apt.log"
    if not (_apt(log, "update") and _apt(log, "install", *names)):
        raise RunnerError(f"The system packages could not be installed: {processes.see(log)}")
    if still := [package.name for package in missing if not package.is_present()]:
        raise RunnerError(f"Installed, but not found: {' '.join(still)}. See {log}")


def wanted(missing: list[Package]) -> str:
    """The sentence for a person who may not install packages."""
    lines = [f"    {package.name:22} {package.purpose}" for package in missing]
    names = " ".join(package.name for package in missing)
    return "\n".join(
        [
            "These Debian packages are missing:",
            *lines,
            "Ask an administrator to run, then start again:",
            f"    apt-get install --no-install-recommends {names}",
        ]
    )


def _apt(log: Path, *words: str) -> bool:
    with log.open("ab") as output:
        done = subprocess.run(
            [*APT, *words],
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            env={**os.environ, "DEBIAN_FRONTEND": "noninteractive"},
            check=False,
        )
    return done.returncode == 0
