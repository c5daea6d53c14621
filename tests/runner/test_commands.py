"""The door itself, as a person meets it."""

import os
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

from lo_portal.runner import checks, commands, processes, site, suite, system
from lo_portal.runner.project import Project, RunnerError
from tests.stack import ROOT


def portal(*words: str, **env: str) -> subprocess.CompletedProcess:
    return subprocess.run(
        [sys.executable, str(ROOT / "portal"), *words],
        env=os.environ | env,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture
def taken_port():
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        yield listener.getsockname()[1]


def test_taken_port_is_said_in_one_line(taken_port, tmp_path):
    done = portal("run", PORT=str(taken_port), PORTAL_VAR=str(tmp_path))

    assert done.returncode == 1
    assert done.stdout == ""
    assert done.stderr.splitlines() == [
        f"Port {taken_port} is taken by another program. Choose another one: PORT=8123 ./portal run"
    ]


@pytest.mark.parametrize("port", ["http", "0", "70000", "-1"])
def test_port_that_is_no_port_is_refused(port, tmp_path):
    done = portal("run", PORT=port, PORTAL_VAR=str(tmp_path))

    assert done.returncode == 1
    assert done.stderr == f"PORT must be a number from 1 to 65535, not '{port}'.\n"


def test_unknown_command_shows_what_there_is():
    done = portal("start")

    assert done.returncode == 2
    assert "There is no command 'start'." in done.stderr
    assert "./portal run" in done.stderr


def test_help_names_every_command():
    done = portal("help")

    assert done.returncode == 0
    assert all(f"./portal {name}" in done.stdout for name in commands.COMMANDS)


def test_second_runner_is_told_of_the_first(tmp_path):
    project = Project(root=ROOT, var=tmp_path)
    with commands._only_runner(project) as announce:
        announce("at http://localhost:8123")
        done = portal("run", PORTAL_VAR=str(tmp_path))

    assert done.returncode == 1
    assert done.stderr == (
        f"The portal is already running: process {os.getpid()} at http://localhost:8123.\n"
    )


def test_links_lead_to_the_site_that_runs(tmp_path):
    project = Project(root=ROOT, var=tmp_path)
    assert commands._running_at(project) == ""
    with commands._only_runner(project) as announce:
        assert commands._running_at(project) == ""  # it is starting, and says no address yet
        announce("at http://localhost:8123")
        assert commands._running_at(project) == "http://localhost:8123"
    assert commands._running_at(project) == ""


def test_missing_packages_are_listed_with_the_line_to_type():
    missing = [system.Package("gettext", "message catalogues", lambda: False)]

    said = system.wanted(missing)

    assert "gettext                message catalogues" in said
    assert "apt-get install --no-install-recommends gettext" in said


def test_child_that_ends_is_named_with_its_log(tmp_path):
    project = Project(root=ROOT, var=tmp_path)
    running = site.Site(project, site.Address("127.0.0.1", 1), {"PORTAL_ENV": "development"})
    log = running.log("worker")
    running.children["worker"] = processes.spawn(
        [sys.executable, "-c", "print('no broker'); raise SystemExit(3)"],
        log=log,
        env=os.environ,
        cwd=tmp_path,
    )
    running.children["worker"].wait(timeout=20)

    with pytest.raises(RunnerError) as refused:
        running.check()

    assert str(refused.value) == f"The worker process has ended (exit code 3): see {log}\n    no broker"


def test_children_of_a_killed_runner_do_not_outlive_it(tmp_path):
    """The kernel tells them, since a killed runner cannot."""
    code = (
        "import os, signal, sys; from pathlib import Path\n"
        "from lo_portal.runner import processes\n"
        "sleep = [sys.executable, '-c', 'import time; time.sleep(60)']\n"
        "child = processes.spawn(sleep, log=Path(sys.argv[1]), env=os.environ, cwd=Path('/'),"
        " parent_death_signal=signal.SIGTERM)\n"
        "print(child.pid, flush=True)\n"
        "os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path / "log")],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )

    pid = int(done.stdout)
    assert processes.wait_until(lambda: not processes.is_alive(pid), seconds=10)


def test_pid_of_another_process_has_another_birth_mark():
    first = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(30)"])
    mark = processes.birth_mark(first.pid)
    first.kill()
    first.wait()
    time.sleep(0.02)

    assert mark != processes.birth_mark(os.getpid())
    assert processes.birth_mark(first.pid) == ""


def test_lock_files_agree_with_what_people_wrote(tmp_path):
    (tmp_path / "requirements.in").write_text("celery[redis]==5.7.0  # tasks\nDjango==5.2.19\n")
    (tmp_path / "requirements.txt").write_text("celery[redis]==5.7.0 \\\n    --hash=x\ndjango==5.2.18 \\\n")
    (tmp_path / "requirements-dev.in").write_text("-c requirements.txt\nruff==0.17.6\n")
    (tmp_path / "requirements-dev.txt").write_text("ruff==0.17.6 \\\ncelery==5.6.0\n")

    agree, said = checks._locks_agree(Project(root=tmp_path, var=tmp_path))

    assert not agree
    assert said.splitlines() == [
        "requirements.in wants django==5.2.19, requirements.txt holds 5.2.18",
        "celery is 5.6.0 in requirements-dev.txt and 5.7.0 in another lock file",
        "Run `./portal lock`.",
    ]


def test_closing_line_counts_errors_as_failures(tmp_path):
    report = tmp_path / "report.xml"
    report.write_text('<testsuites><testsuite tests="9" failures="2" errors="1" skipped="1"/></testsuites>')

    assert str(suite.counted(report)) == "5 passed, 3 failed, 1 skipped"
    both = suite.counted(report) + suite.counted(tmp_path / "none.xml")
    assert str(both) == "5 passed, 4 failed, 1 skipped"


def test_lanes_leave_no_test_out_and_a_red_one_turns_the_run_red(tmp_path, monkeypatch):
    """Real pytest runs of two small files, side by side, one of which yields to the other."""
    for name, body in {"a": "assert True", "b": "assert False"}.items():
        (tmp_path / f"test_{name}.py").write_text(f"def test_{name}():\n    {body}\n")
    options = (
        "-p",
        "no:cacheprovider",
        "-p",
        "no:django",
        "-p",
        "no:valkey",
        "-c",
        os.devnull,
        "--rootdir",
        str(tmp_path),
    )
    stage = {"a": ("test_a.py", *options), "steady": ("test_b.py", *options)}
    monkeypatch.setattr(suite, "STAGES", (stage,))
    project = Project(root=tmp_path, var=tmp_path / "var")
    monkeypatch.setattr(Project, "python", sys.executable)

    outcomes, counts = suite.Suite(project).run()

    assert [(one.name, one.passed) for one in outcomes] == [("a", True), ("steady", False)]
    assert str(counts) == "1 passed, 1 failed, 0 skipped"


def _named(words, prefix: str = "") -> set[str]:
    """The places that the words of a lane name, with this before them."""
    return {word.removeprefix(prefix) for word in words if word.startswith(f"{prefix}tests/")}


def _files(words) -> set[Path]:
    """The test files that a lane with these words runs."""
    asked, left_out = (
        {file for place in places for file in [ROOT / place, *(ROOT / place).rglob("test_*.py")]}
        for places in (_named(words), _named(words, "--ignore="))
    )
    return {file for file in asked - left_out if file.suffix == ".py"}


def test_every_lane_of_the_project_exists():
    lanes = {name: words for stage in suite.STAGES for name, words in stage.items()}
    rooms, lone = lanes.pop("rooms"), [_named(words) for words in lanes.values()]
    assert all((ROOT / place).exists() for place in _named(rooms, "--ignore=").union(*lone))
    assert _named(rooms, "--ignore=") == set().union(*lone), (
        "what the rooms leave out runs in a lane of its own"
    )
    assert lanes.keys() >= suite.YIELDING.keys()


def test_no_test_runs_in_two_lanes():
    lanes = [_files(words) for words in suite.STAGES[0].values()]
    assert all(lanes)
    assert sum(map(len, lanes)) == len(set().union(*lanes))
