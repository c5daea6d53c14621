"""What `./portal` can do."""

import fcntl
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from lo_portal.runner import catalogues, checks, data, environment, system
from lo_portal.runner.project import Project, RunnerError, say
from lo_portal.runner.services import Services
from lo_portal.runner.site import Address, Site, Stopped, stop_on_signals
from lo_portal.runner.suite import Suite

# These look at the tables themselves, or need none.
WITHOUT_TABLES = ("migrate", "makemigrations", "showmigrations", "sqlmigrate", "check", "help", "dbshell")


def run(project: Project, words: list[str]) -> int:
    """Start the portal and keep it running until Ctrl-C. PORT=8123 chooses the port."""
    _no_words("run", words)
    stop_on_signals()
    try:
        with _only_runner(project) as announce:
            address = Address.free()
            announce(f"at {_base_url(address)}")
            _prepare(project)
            _serve(project, address)
    except Stopped:
        say("Stopped.")
    return 0


def manage(project: Project, words: list[str]) -> int:
    """Run a management command on the same database and broker: ./portal manage COMMAND ..."""
    _prepare(project)
    services = Services(project)
    env = services.environment()
    if "PORT" not in env and (running := _running_at(project)):
        env.setdefault("PORTAL_BASE_URL", running)  # links that are printed lead to the site that runs
    with services.in_use():
        if not words or words[0] not in WITHOUT_TABLES:
            data.migrate(project, services, env)
        return _hand_over([project.python, "manage.py", *words], project, env)


def test(project: Project, words: list[str]) -> int:
    """Run every check and every test; with arguments, only pytest with them."""
    _prepare(project, development=True)
    if words:
        return _hand_over([project.python, "-m", "pytest", *words], project, dict(os.environ))
    outcomes = checks.run_all(project)
    lanes, counts = Suite(project).run()
    print(checks.table(outcomes + lanes))
    print(counts, flush=True)
    return 0 if all(outcome.passed for outcome in outcomes + lanes) else 1


def check(project: Project, words: list[str]) -> int:
    """Run the checks of `test` without the tests."""
    _no_words("check", words)
    _prepare(project, development=True)
    outcomes = checks.run_all(project)
    print(checks.table(outcomes), flush=True)
    return 0 if all(outcome.passed for outcome in outcomes) else 1


def messages(project: Project, words: list[str]) -> int:
    """Gather the messages of the sources and of locale/parts into locale/id and locale/en."""
    _no_words("messages", words)
    _prepare(project)
    catalogues.gather(project, Services(project).environment())
    return 0


def lock(project: Project, words: list[str]) -> int:
    """Compile requirements*.txt from requirements*.in, for the oldest Python we serve."""
    _no_words("lock", words)
    _prepare(project)
    environment.compile_locks(project)
    return 0


COMMANDS = {
    "run": run,
    "test": test,
    "manage": manage,
    "check": check,
    "messages": messages,
    "lock": lock,
}


def main(words: list[str]) -> int:
    """Carry out one command. Every failure that a person can mend is said in plain words."""
    name, *rest = words or ["help"]
    if name in ("help", "--help", "-h"):
        print(_help())
        return 0
    if name not in COMMANDS:
        say(f"There is no command '{name}'.\n\n{_help()}")
        return 2
    try:
        return COMMANDS[name](Project.here(), rest)
    except RunnerError as error:
        say(str(error))
    except PermissionError as error:
        say(f"{error.filename} is closed to this account. Did another one start ./portal before?")
    except KeyboardInterrupt:
        return 130
    return 1


def _help() -> str:
    lines = [f"  ./portal {name:9} {(command.__doc__ or '').strip()}" for name, command in COMMANDS.items()]
    return "\n".join(["LO Portal", "", *lines])


def _no_words(name: str, words: list[str]) -> None:
    if words:
        raise RunnerError(f"`./portal {name}` takes no arguments.")


def _prepare(project: Project, *, development: bool = False) -> None:
    system.prepare(project, system.RUNTIME + (system.TESTS if development else ()))
    environment.prepare(project, development=development)
    catalogues.compile_changed(project)


@contextmanager
def _only_runner(project: Project) -> Iterator[Callable[[str], None]]:
    """Hold the one place there is for a running portal of this checkout."""
    path = project.state / "run.lock"
    with path.open("a+") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise RunnerError(f"The portal is already running: {path.read_text().strip()}.") from None

        def announce(where: str) -> None:
            path.write_text(f"process {os.getpid()} {where}")

        announce("is starting")
        yield announce


def _running_at(project: Project) -> str:
    """The address of this checkout's running portal, "" where none runs."""
    path = project.state / "run.lock"
    if not path.exists():
        return ""
    with path.open() as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except BlockingIOError:
            return path.read_text().partition(" at ")[2].strip()
    return ""


def _serve(project: Project, address: Address) -> None:
    services = Services(project)
    env = services.environment()
    env["PORT"] = str(address.port)
    env.setdefault("PORTAL_BASE_URL", _base_url(address))
    with services.in_use():
        data.migrate(project, services, env)
        if env["PORTAL_ENV"] == "development":
            data.seed(project, services, env)
        else:
            data.quiet_manage(project, env, "collectstatic", "--noinput")
        site = Site(project, address, env)
        try:
            site.start()
            greeting = _greeting(project, env)  # made while the site comes up
            site.wait_until_served()
            print(greeting, flush=True)
            site.watch(services)
        finally:
            say("Stopping ...")
            site.stop()


def _greeting(project: Project, env: dict[str, str]) -> str:
    """The address, and in development a way in for each role."""
    lines = [f"LO Portal: {env['PORTAL_BASE_URL']}", f"Logs: {project.logs}   Stop: Ctrl-C"]
    if env["PORTAL_ENV"] == "development":
        lines[1:1] = ["Sign in with one click (development only):", data.signin_links(project, env)]
    return "\n".join(["", *lines])


def _base_url(address: Address) -> str:
    return os.environ.get("PORTAL_BASE_URL") or f"http://localhost:{address.port}"


def _hand_over(command: list[str | Path], project: Project, env: dict[str, str]) -> int:
    """Run a command in our place: it has the terminal, and its exit code becomes ours."""
    sys.stdout.flush()
    child = subprocess.Popen([str(word) for word in command], cwd=project.root, env=env)
    # Ctrl-C reaches the child from the terminal itself; a SIGTERM reaches only us.
    signal.signal(signal.SIGINT, lambda number, frame: None)
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, lambda number, frame: child.send_signal(number))
    code = child.wait()
    return code if code >= 0 else 128 - code
