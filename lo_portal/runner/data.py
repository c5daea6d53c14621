"""What the database must hold before anybody works on it."""

import hashlib
import subprocess

from lo_portal.runner import environment
from lo_portal.runner.project import Project, RunnerError, say
from lo_portal.runner.services import Services


def migrate(project: Project, services: Services, env: dict[str, str]) -> None:
    """Bring the tables up to date; at once when nothing has changed in our own database.

    A production database is left alone: its people choose the moment.
    """
    if env["PORTAL_ENV"] == "production":
        return
    note = services.postgres.note("migrated") if services.postgres else None
    state = _migrations(project)
    if note and note.exists() and note.read_text() == state:
        return
    say("Preparing the database ...")
    quiet_manage(project, env, "migrate", "--verbosity", "0")
    if note:
        note.write_text(state)


def seed(project: Project, services: Services, env: dict[str, str]) -> None:
    """Load the demo, once for each database of ours; the command itself is safe to repeat."""
    note = services.postgres.note("seeded") if services.postgres else None
    if (note and note.exists()) or not has_command(project, "seed_demo"):
        return
    say("Loading the demo ...")
    quiet_manage(project, env, "seed_demo")
    if note:
        note.write_text("")


def signin_links(project: Project, env: dict[str, str]) -> str:
    """One line for each role: role, name, address."""
    if not has_command(project, "signin_links"):
        return ""
    rows = [line.split("\t") for line in quiet_manage(project, env, "signin_links").splitlines()]
    return "\n".join(f"  {role:12} {name:32} {url}" for role, name, url in (r for r in rows if len(r) == 3))


def has_command(project: Project, name: str) -> bool:
    """Whether a room of ours brings this management command."""
    return any(project.root.glob(f"[a-z]*/**/management/commands/{name}.py"))


def quiet_manage(project: Project, env: dict[str, str], *words: str) -> str:
    """Run a management command for ourselves and return what it printed.

    Raises RunnerError with what it said when it fails.
    """
    done = subprocess.run(
        [str(project.python), "manage.py", *words],
        cwd=project.root,
        env=env,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        start_new_session=True,
        check=False,
    )
    if done.returncode:
        raise RunnerError(f"`manage.py {words[0]}` failed:\n{(done.stderr or done.stdout).strip()}")
    return done.stdout


def _migrations(project: Project) -> str:
    """Changes when any migration, of ours or of a package, may have changed."""
    digest = hashlib.sha256(environment.fingerprint(project, environment.RUNTIME).encode())
    for path in sorted(project.root.glob("[a-z]*/**/migrations/*.py")):
        digest.update(str(path.relative_to(project.root)).encode() + path.read_bytes())
    return digest.hexdigest()
