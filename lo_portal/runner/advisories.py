"""Known vulnerabilities of the locked packages, asked with pip-audit.

A service that cannot be reached is said and is no failure: a build machine may have no way out. The
answer of a day is kept, so that a day of work asks once. An advisory that does not concern us is
accepted by name, with reason and end, in `deploy/accepted-advisories.txt`.
"""

import datetime
import hashlib
import json
import subprocess

from lo_portal.runner.project import Project, made, say

LOCKS = ("requirements.txt", "requirements-dev.txt", "requirements-fonts.txt")
PATIENCE = 60  # seconds


def look_up(project: Project) -> tuple[bool, str]:
    """Whether no locked package has an open advisory, and the words for the terminal."""
    digest = hashlib.sha256(b"".join((project.root / name).read_bytes() for name in LOCKS)).hexdigest()
    note = made(project.var) / f"advisories-{datetime.date.today():%Y%m%d}-{digest[:12]}"
    if note.exists():
        say(f"      advisories: {note.read_text().strip()} (asked today)")
        return True, ""
    accepted, overdue = accepted_advisories(project, datetime.date.today())
    if overdue:
        return False, "\n".join(f"{name} was accepted only until then; look again" for name in overdue)
    found = _ask(project)
    if found is None:
        for old in project.var.glob("advisories-*"):
            old.unlink()
        note.write_text("NOT REACHABLE, nothing was looked up")
        say("      advisories: NOT REACHABLE, nothing was looked up; run it where the network allows it")
        return True, ""
    open_ones = [line for line in found if line.split()[2] not in accepted]
    if open_ones:
        return False, "\n".join(open_ones)
    note.write_text(f"none open, {len(accepted)} accepted")
    return True, ""


def accepted_advisories(project: Project, today: datetime.date) -> tuple[set[str], list[str]]:
    """The names accepted and still valid, and those whose end is past. Lines: NAME YYYY-MM-DD reason."""
    path = project.root / "deploy" / "accepted-advisories.txt"
    lines = path.read_text().splitlines() if path.exists() else []
    words = [line.split(maxsplit=2) for line in lines if line.strip() and not line.startswith("#")]
    ends = {name: datetime.date.fromisoformat(end) for name, end, _reason in words}
    return {name for name, end in ends.items() if end >= today}, [n for n, end in ends.items() if end < today]


def _ask(project: Project) -> list[str] | None:
    """Lines "package version advisory fixed-in"; None where the service does not answer."""
    command = [str(project.python), "-m", "pip_audit", "--format", "json", "--progress-spinner", "off"]
    command += ["--disable-pip", "--require-hashes", "--timeout", "10"]
    for name in LOCKS:
        command += ["-r", name]
    try:
        done = subprocess.run(
            command,
            cwd=project.root,
            capture_output=True,
            text=True,
            timeout=PATIENCE,
            check=False,
        )
        report = json.loads(done.stdout)
    except (subprocess.TimeoutExpired, ValueError):
        return None
    if not any("vulns" in package for package in report["dependencies"]):
        return None  # a mirror of the registry knows packages, not their advisories
    return [
        f"{one['name']} {one['version']} {hole['id']} fixed in {', '.join(hole['fix_versions']) or '-'}"
        for one in report["dependencies"]
        for hole in one.get("vulns", ())
    ]
