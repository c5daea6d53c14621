"""The state tables of the whole house in one place, for the documentation and the test that guards it."""

from assignments.field.models import INCIDENT_MOVES, REPORT_MOVES
from assignments.letters.models import LETTER_MOVES
from assignments.models import ASSIGNMENT_MOVES
from assignments.notices.states import NOTICE_MOVES
from events.models import EVENT_MOVES
from lo_portal.imports.models import IMPORT_MOVES
from lo_portal.jobs.models import MOVES as JOB_MOVES
from officers.nominations.states import MAIL_MOVES, NOMINATION_MOVES, NOMINEE_MOVES

TABLES = {
    "Event": EVENT_MOVES,
    "Nomination": NOMINATION_MOVES,
    "Nominee": NOMINEE_MOVES,
    "Mail to an agency": MAIL_MOVES,
    "Assignment": ASSIGNMENT_MOVES,
    "Letter": LETTER_MOVES,
    "Incident": INCIDENT_MOVES,
    "Final report": REPORT_MOVES,
    "Notice": NOTICE_MOVES,
    "Import": IMPORT_MOVES,
    "Job": JOB_MOVES,
}

HEAD = """# States

Written by `./portal manage draw_states > docs/states.md` from the tables beside the enums; a test
compares. Nothing moves along an arrow that is not here.
"""


def draw() -> str:
    """docs/states.md: one Mermaid diagram per table."""
    return HEAD + "".join(_diagram(name, moves) for name, moves in TABLES.items())


def _diagram(name: str, moves: dict) -> str:
    states = list(dict.fromkeys(str(state) for state in moves))
    order = {state: place for place, state in enumerate(states)}
    arrows = [
        f"    {state} --> {target}"
        for state, targets in moves.items()
        for target in sorted(targets, key=lambda one: order[str(one)])
    ]
    ends = [f"    {state} --> [*]" for state, targets in moves.items() if not targets]
    lines = [f"    [*] --> {states[0]}", *arrows, *ends]
    return f"\n## {name}\n\n```mermaid\nstateDiagram-v2\n" + "\n".join(lines) + "\n```\n"
