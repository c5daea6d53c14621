"""Every test of the project, in lanes that keep both cores busy.

The journeys wait for a browser, the faults for processes that were killed: these two run side by side, in
processes of their own (the browser's event loop outlives its tests), and what they leave of the cores goes to
steady rooms, which wait for nothing and nobody. Then come the other rooms, two at a time.
"""

import os
import signal
import subprocess
import sys
import time
import xml.etree.ElementTree as ElementTree
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from lo_portal.runner.checks import Outcome
from lo_portal.runner.project import Project, made, say

JOURNEYS = ("tests/journeys",)
FAULTS = (
    "tests/faults",
    "tests/notices/test_faults.py",
    "tests/letters/test_workers.py",
    "tests/imports/test_workers.py",
)
STEADY = (
    *("tests/officers", "tests/delegates", "tests/events", "tests/imports", "tests/sheets", "tests/privacy"),
    *("tests/nominations", "tests/control", "tests/closing", "tests/letters/documents"),
)
ROOMS = ("-n", "2", "--dist", "worksteal", *(f"--ignore={path}" for path in JOURNEYS + FAULTS + STEADY))
STAGES = (
    {
        "journeys": JOURNEYS,
        "faults": FAULTS,
        "steady": (*STEADY, *(f"--ignore={path}" for path in FAULTS)),
    },
    {"rooms": ROOMS},
)
YIELDING = {"steady": ("nice", "-n", "10")}  # the words before a lane's command


@dataclass(frozen=True)
class Counts:
    tests: int = 0
    failures: int = 0
    errors: int = 0
    skipped: int = 0

    def __add__(self, other: "Counts") -> "Counts":
        return Counts(*(a + b for a, b in zip(self._all(), other._all(), strict=True)))

    def __str__(self) -> str:
        failed = self.failures + self.errors
        return f"{self.tests - failed - self.skipped} passed, {failed} failed, {self.skipped} skipped"

    def _all(self) -> tuple[int, ...]:
        return self.tests, self.failures, self.errors, self.skipped


class Suite:
    """`run()` returns an outcome for each lane and how many tests there were."""

    def __init__(self, project: Project) -> None:
        self.project, self.children = project, []

    def run(self) -> tuple[list[Outcome], Counts]:
        # Ctrl-C reaches the lanes from the terminal itself.
        before = {number: signal.signal(number, self._pass_on) for number in (signal.SIGTERM, signal.SIGHUP)}
        outcomes, counts = [], Counts()
        try:
            for stage in STAGES:
                with ThreadPoolExecutor(len(stage)) as pool:
                    outcomes += pool.map(self._lane, stage, stage.values(), [len(stage) > 1] * len(stage))
                counts = sum((counted(self._report(name)) for name in stage), counts)
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)
        return outcomes, counts

    def _lane(self, name: str, words: tuple[str, ...], beside_others: bool) -> Outcome:
        """Run pytest; what a lane beside others says is shown in one piece at its end."""
        self._report(name).unlink(missing_ok=True)
        pytest = (self.project.python, "-m", "pytest", "-q", *words, f"--junitxml={self._report(name)}")
        command = [*YIELDING.get(name, ()), *pytest]
        started = time.monotonic()
        child = subprocess.Popen(
            [str(word) for word in command],
            cwd=self.project.root,
            stdout=subprocess.PIPE if beside_others else None,
            stderr=subprocess.STDOUT,
            env=dict(os.environ),
        )
        self.children.append(child)
        said, _nothing = child.communicate()
        if said:
            sys.stdout.buffer.write(said)
            sys.stdout.buffer.flush()
        outcome = Outcome(name, child.returncode == 0, time.monotonic() - started)
        say(f"{'ok  ' if outcome.passed else 'FAIL'}  {name}")
        return outcome

    def _report(self, name: str) -> Path:
        return made(self.project.var) / f"test-report-{name}.xml"

    def _pass_on(self, number: int, _frame: object) -> None:
        for child in self.children:
            if child.poll() is None:
                child.send_signal(number)


def counted(report: Path) -> Counts:
    """What pytest wrote of a lane; a lane that wrote nothing is one failure."""
    if not report.exists():
        return Counts(tests=1, failures=1)
    suite = ElementTree.parse(report).getroot().find("testsuite")
    return Counts(*(int(suite.get(name, 0)) for name in ("tests", "failures", "errors", "skipped")))
