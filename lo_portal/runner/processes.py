"""Starting, recognising and ending operating system processes."""

import ctypes
import os
import signal
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path

from lo_portal.runner.account import Account

PR_SET_PDEATHSIG = 1
LOG_LIMIT = 5 * 1024 * 1024


def spawn(
    command: Sequence[str | Path],
    *,
    log: Path,
    env: Mapping[str, str],
    cwd: Path,
    account: Account | None = None,
    parent_death_signal: signal.Signals | None = None,
) -> subprocess.Popen:
    """Start a process in its own session, so that a Ctrl-C on the terminal is ours alone.

    With `parent_death_signal` the kernel sends that signal when we die, however we die.
    """
    with log.open("ab") as output:
        return subprocess.Popen(
            [str(part) for part in command],
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            env=dict(env),
            cwd=cwd,
            start_new_session=True,
            preexec_fn=_tie_to_parent(parent_death_signal) if parent_death_signal else None,
            **(account.as_popen() if account else {}),
        )


def _tie_to_parent(number: signal.Signals) -> Callable[[], None]:
    libc = ctypes.CDLL(None, use_errno=True)
    parent = os.getpid()

    def before_exec() -> None:
        libc.prctl(PR_SET_PDEATHSIG, int(number))
        if os.getppid() != parent:  # it died while we were being made
            os._exit(1)

    return before_exec


def is_alive(pid: int) -> bool:
    """Whether the process exists and has not ended (a zombie has)."""
    try:
        stat = Path(f"/proc/{pid}/stat").read_text()
    except OSError:
        return False
    return stat.rpartition(")")[2].split()[0] not in ("Z", "X")


def command_line(pid: int) -> list[str]:
    """The words the process was started with; empty when it is gone."""
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes().decode(errors="replace").split("\0")
    except OSError:
        return []


def birth_mark(pid: int) -> str:
    """Pid and start time: a pid that was given to another process has another mark."""
    try:
        stat = Path(f"/proc/{pid}/stat").read_text()
    except OSError:
        return ""
    return f"{pid}:{stat.rpartition(')')[2].split()[19]}"


def wait_until(condition: Callable[[], object], *, seconds: float, step: float = 0.05) -> bool:
    deadline = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > deadline:
            return False
        time.sleep(step)
    return True


def end(pid: int, signals: Sequence[tuple[signal.Signals, float]], *, whole_group: bool = False) -> None:
    """Send each signal in turn, waiting its seconds, until the process is gone."""
    for number, seconds in signals:
        with suppress(ProcessLookupError):
            if whole_group and number == signal.SIGKILL:
                os.killpg(pid, number)
            else:
                os.kill(pid, number)
        if wait_until(lambda: not is_alive(pid), seconds=seconds):
            return


def shorten(log: Path) -> None:
    """Keep one older log beside a grown one."""
    if log.exists() and log.stat().st_size > LOG_LIMIT:
        log.replace(log.with_name(f"{log.name}.1"))


def see(log: Path, count: int = 12) -> str:
    """The end of a sentence about something that failed: where it is told, and its last lines."""
    try:
        lines = log.read_text(errors="replace").splitlines()[-count:]
    except OSError:
        lines = []
    return "\n".join([f"see {log}", *(f"    {line}" for line in lines)])
