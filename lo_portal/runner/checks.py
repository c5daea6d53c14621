"""Everything besides the tests that must hold before a change is taken in."""

import os
import re
import subprocess
import time
from collections.abc import Callable
from dataclasses import dataclass

from lo_portal.runner import advisories, data
from lo_portal.runner.project import Project, say

# What a server would be given; every value is made up.
PRODUCTION = {
    "PORTAL_ENV": "production",
    "SECRET_KEY": "kR7v-only-for-the-deployment-check-2mQx9Lw4Zt8Yb3Nc6Pf1Hs5Jd0GaUe",
    "FIELD_KEYS": "5d41402abc4b2a76b9719d911017c5925d41402abc4b2a76b9719d911017c592",
    "ALLOWED_HOSTS": "portal.example.go.id",
    "CSRF_TRUSTED_ORIGINS": "https://portal.example.go.id",
    "PORTAL_BASE_URL": "https://portal.example.go.id",
    "DATABASE_URL": "postgresql://portal@db.example.go.id/portal",
    "REDIS_URL": "redis://redis.example.go.id:6379/0",
    "EMAIL_URL": "smtp://mail.example.go.id:25",
    "TRUSTED_PROXY_COUNT": "1",
}
PIN = re.compile(r"^([A-Za-z0-9._-]+)(?:\[[^\]]*\])?==([^\s;\\]+)", re.MULTILINE)
LOCKS = ("requirements", "requirements-dev")


@dataclass(frozen=True)
class Outcome:
    name: str
    passed: bool
    seconds: float


def run_all(project: Project) -> list[Outcome]:
    """Run every check, also after one has failed; what a failed one said goes to the terminal."""
    python = str(project.python)
    manage = [python, "-W", "ignore::RuntimeWarning", "manage.py"]
    test, production = {"PORTAL_ENV": "test"}, PRODUCTION
    steps: dict[str, Callable[[], tuple[bool, str]]] = {
        "ruff check": _command(project, [python, "-m", "ruff", "check", "."]),
        "ruff format": _command(project, [python, "-m", "ruff", "format", "--check", "."]),
        "imports": _command(project, [str(project.venv / "bin" / "lint-imports")]),
        "locked requirements": lambda: _locks_agree(project),
        "migrations": _command(project, [*manage, "makemigrations", "--check", "--dry-run"], test),
        "migration safety": _command(project, [*manage, "check_migrations"], test),
        "deployment": _command(
            project, [*manage, "check", "--deploy", "--fail-level", "WARNING"], production
        ),
        "messages": _command(project, [*manage, "check_messages"], test),
    }
    steps["advisories"] = lambda: advisories.look_up(project)
    if not data.has_command(project, "check_messages"):
        del steps["messages"]
    return [timed(name, step) for name, step in steps.items()]


def timed(name: str, step: Callable[[], tuple[bool, str]]) -> Outcome:
    started = time.monotonic()
    passed, said = step()
    outcome = Outcome(name, passed, time.monotonic() - started)
    say(f"{'ok  ' if passed else 'FAIL'}  {name}")
    if not passed and said:
        say(said.rstrip())
    return outcome


def table(outcomes: list[Outcome]) -> str:
    """One line for each step: verdict, seconds, name."""
    return "\n".join(f"{'ok  ' if o.passed else 'FAIL'} {o.seconds:7.1f} s  {o.name}" for o in outcomes)


def _command(
    project: Project, words: list[str], extra: dict[str, str] | None = None
) -> Callable[[], tuple[bool, str]]:
    def step() -> tuple[bool, str]:
        done = subprocess.run(
            words,
            cwd=project.root,
            env=os.environ | (extra or {}),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
        )
        return done.returncode == 0, done.stdout + done.stderr

    return step


def _locks_agree(project: Project) -> tuple[bool, str]:
    """Each pin that people wrote stands in its lock file, and no two lock files differ."""
    problems = []
    locked: dict[str, str] = {}
    for name in LOCKS:
        wanted = _pins((project.root / f"{name}.in").read_text())
        held = _pins((project.root / f"{name}.txt").read_text())
        problems += [
            f"{name}.in wants {package}=={version}, {name}.txt holds {held.get(package, 'none')}"
            for package, version in wanted.items()
            if held.get(package) != version
        ]
        problems += [
            f"{package} is {version} in {name}.txt and {locked[package]} in another lock file"
            for package, version in held.items()
            if locked.setdefault(package, version) != version
        ]
    return not problems, "\n".join([*problems, "Run `./portal lock`."] if problems else [])


def _pins(text: str) -> dict[str, str]:
    return {re.sub(r"[-_.]+", "-", name).lower(): version for name, version in PIN.findall(text)}
