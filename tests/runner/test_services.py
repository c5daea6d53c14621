"""Who may use the services of a checkout, and who stops them."""

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from lo_portal.runner import processes, services
from lo_portal.runner.project import Project
from tests.stack import ROOT

HOLD = (
    "import sys; from pathlib import Path\n"
    "from lo_portal.runner.project import Project\n"
    "from lo_portal.runner.services import Services\n"
    "with Services(Project(Path(sys.argv[1]), Path(sys.argv[2]))).in_use():\n"
    "    print('up', flush=True)\n"
    "    sys.stdin.read()\n"
)


@pytest.fixture
def project(monkeypatch, tmp_path):
    """A checkout with its own data folder, where neither address is given."""
    for name in ("DATABASE_URL", "REDIS_URL", "CELERY_BROKER_URL", "PORTAL_ENV", "SECRET_KEY"):
        monkeypatch.delenv(name, raising=False)
    for folder in (tmp_path, *tmp_path.parents[:2]):
        folder.chmod(0o755)  # pytest closes its folders to the account PostgreSQL runs under
    return Project(root=ROOT, var=tmp_path / "var")


@pytest.fixture
def hold(project):
    """Start another process that uses the services until its input ends."""
    started = []

    def start() -> subprocess.Popen:
        command = [sys.executable, "-c", HOLD, str(project.root), str(project.var)]
        child = subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        started.append(child)
        assert child.stdout.readline() == "up\n"
        return child

    yield start
    for child in started:
        child.kill()
        child.communicate()
    for server in services.Services(project).embedded:
        server.stop()


def pids(project: Project) -> list[int | None]:
    return [server.pid() for server in services.Services(project).embedded]


def test_embedded_addresses_point_at_sockets_of_the_data_folder(project):
    env = services.Services(project).environment()
    folder = services.Services(project).valkey.socket.parent

    assert env["DATABASE_URL"] == f"postgresql://portal@/portal?host={folder}"
    assert env["REDIS_URL"] == f"unix://{folder}/valkey.sock?db=0"
    assert env["CELERY_BROKER_URL"] == f"redis+socket://{folder}/valkey.sock?virtual_host=1"
    own = (project.var / "sockets", (project.var / "sockets-are-in").resolve())
    assert folder in own or folder.is_relative_to("/var/lib/lo-portal")


def test_given_addresses_are_left_alone(project, monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgresql://db.example/portal")
    monkeypatch.setenv("REDIS_URL", "redis://redis.example/0")

    given = services.Services(project)

    assert given.embedded == []
    assert given.environment()["DATABASE_URL"] == "postgresql://db.example/portal"
    assert "CELERY_BROKER_URL" not in given.environment()


def test_last_user_stops_the_services_not_the_first_to_leave(project, hold):
    first, second = hold(), hold()
    running = pids(project)
    assert None not in running

    first.communicate("")
    assert pids(project) == running
    second.communicate("")
    assert pids(project) == [None, None]


def test_leftovers_of_a_killed_user_are_found_and_stopped_by_the_next(project, hold):
    hold().kill()
    left = pids(project)
    assert all(processes.is_alive(pid) for pid in left)

    with services.Services(project).in_use():
        assert pids(project) == left

    assert pids(project) == [None, None]


def test_secret_key_is_made_once_and_kept_from_others(project):
    first = services.Services(project).environment()["SECRET_KEY"]

    assert services.Services(project).environment()["SECRET_KEY"] == first
    assert stat.S_IMODE((project.var / "secret-key").stat().st_mode) == 0o600


def test_data_folder_too_deep_for_a_socket_gets_a_short_one(project):
    deep = Project(root=project.root, var=project.var / ("a-very-long-name-" * 6))

    folder = services.Services(deep).valkey.socket.parent

    assert len(os.fsencode(folder / services.LONGEST_SOCKET)) <= services.SOCKET_PATH_LIMIT
    assert services.Services(deep).valkey.socket.parent == folder
    if folder.exists():
        folder.rmdir()


def test_data_folder_with_a_blank_in_its_name_gets_a_plain_socket_path(project):
    blank = Project(root=project.root, var=project.var / "data LO")

    folder = services.Services(blank).valkey.socket.parent

    assert " " not in str(folder)
    if Path(folder).exists():
        Path(folder).rmdir()
