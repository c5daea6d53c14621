"""Who visits, and the judge: what the access table says of a person, a permission and a set of rows.

officer owns the rows of "mine", other_officer those of "theirs"; coordinator answers for the tier of
"mine" only, foreign_coordinator for the other event; two_hats serves here and coordinates there;
initialler has no role, one letter of "mine" passes that desk.
"""

from lo_portal.access.matrix import ANYONE, DUTY, FULL, LOOK, matrix

CAST = {
    "stranger": ["officer"],
    "officer": ["officer"],
    "other_officer": ["officer"],
    "foreign_officer": ["officer"],
    "coordinator": ["coordinator"],
    "foreign_coordinator": ["coordinator"],
    "two_hats": ["officer", "coordinator"],
    "staff": ["staff"],
    "signatory": ["signatory"],
    "agency": ["agency"],
    "admin": ["admin"],
    "initialler": [],
}
OWNER = {"mine": "officer", "theirs": "other_officer", "foreign": "foreign_officer"}
HERE = {"mine", "theirs"}
ON_ROSTER = {
    **dict.fromkeys(("officer", "other_officer", "coordinator", "two_hats"), HERE),
    **dict.fromkeys(("foreign_officer", "foreign_coordinator"), {"foreign"}),
}
ANSWERS_FOR_EVENT = {"coordinator": HERE, "foreign_coordinator": {"foreign"}, "two_hats": {"foreign"}}
ANSWERS_FOR_ROWS = {"coordinator": {"mine"}, "foreign_coordinator": {"foreign"}, "two_hats": {"foreign"}}
OWNS_NOTHING = {"stranger"}  # an account of no officer: its own pages need not be there
SEES_ALL_EVENTS = {"staff", "signatory", "admin", "initialler"}  # the last: the letters on the desk


def cells_of(name: str, cells: dict) -> list:
    """The cells that hold for this person, with the role that brings each."""
    return [(role, cell) for role, cell in cells.items() if role == ANYONE or role in CAST[name]]


def may(name: str, permission: str, of: str, *, bare: bool = False) -> bool:
    """Whether the table allows `permission` on the rows of this set; `bare`: the address names no row."""
    wide = permission.startswith("officers.")  # an event's coordinator answers for all its officers
    return any(
        _within(name, reach, of, bare=bare, wide=wide, role=role)
        for role, cell in cells_of(name, matrix().may[permission])
        for reach in cell.split()
    )


def may_read(name: str, column: str, of: str) -> tuple[bool, bool]:
    """Whether the table lets this person read the column of this set in full, and only as a logged look."""
    found = [
        sight.how
        for role, sights in cells_of(name, matrix().read[column])
        for sight in sights
        if _within(name, sight.reach, of, bare=False, wide=False, role=role)
    ]
    allowed = FULL in found or LOOK in found
    return allowed, allowed and FULL not in found and DUTY not in found


def knows(name: str, of: str) -> bool:
    """Whether rows of this set's event can be there for the person at all."""
    return name in SEES_ALL_EVENTS or of in ON_ROSTER.get(name, ())


def _within(name, reach, of, *, bare, wide, role) -> bool:
    if reach == "all":
        return True
    if reach in ("own", "desk") and bare:
        return reach == "own" or name == "initialler"
    if reach == "event" and bare:
        return name in ANSWERS_FOR_EVENT
    return (
        of
        in {
            "own": {which for which, owner in OWNER.items() if owner == name},
            "desk": {"mine", "theirs", "foreign"} if name == "initialler" else (),
            "roster": ON_ROSTER.get(name, ()),
            "event": ANSWERS_FOR_EVENT.get(name, ()),
            "group": (ANSWERS_FOR_EVENT if wide else ANSWERS_FOR_ROWS).get(name, ()),
            "others": HERE | {"foreign"}
            if role == "staff"
            else ANSWERS_FOR_ROWS.get(name, {which for which, owner in OWNER.items() if owner == name}),
        }[reach]
    )
