"""The table of who may do what and read what (`matrix.toml`), as Python values.

Rooms turn their lines into rules by `lo_portal.accounts.rules.grant`; forms, pages and messages ask
`sights` before they show a column of the table. Nothing else in the portal says what a role may.
"""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

PATH = Path(__file__).with_name("matrix.toml")
ANYONE = "anyone"
FULL, LOOK, DUTY, MASKED = "full", "look", "duty", "masked"
FRESH = "!"


@dataclass(frozen=True)
class Sight:
    """How a role sees a column: rows within `reach`, shown `how`, `fresh` only after a second step."""

    reach: str
    how: str = FULL
    fresh: bool = False


@dataclass(frozen=True)
class Matrix:
    """`may`: permission -> role -> reach. `read`: "app.model.column" -> role -> its Sights.

    `fresh`: the addresses that want a second step within the last 15 minutes.
    """

    objects: dict[str, str]
    may: dict[str, dict[str, str]]
    read: dict[str, dict[str, tuple[Sight, ...]]]
    object_of: dict[str, str]
    inside: frozenset[str]
    fresh: frozenset[str]
    public: frozenset[str]
    development: frozenset[str]
    libraries: tuple[str, ...]
    admin: frozenset[str]


@cache
def matrix() -> Matrix:
    """Raises `ValueError` where one permission or column has two lines."""
    tables = tomllib.loads(PATH.read_text())
    may, read, object_of = {}, {}, {}
    for name, table in tables.items():
        for key, cells in (table.get("may", {}) | table.get("read", {})).items():
            if key in object_of:
                raise ValueError(f"{PATH.name}: {key} has two lines, in {object_of[key]} and in {name}")
            object_of[key] = name
            if key in table.get("may", {}):
                may[key] = cells
            else:
                read[key] = {role: _sights(cell) for role, cell in cells.items()}
    return Matrix(
        objects={name: table["object"] for name, table in tables.items()},
        may=may,
        read=read,
        object_of=object_of,
        inside=frozenset(name for table in tables.values() for name in table.get("inside", ())),
        fresh=frozenset(name for table in tables.values() for name in table.get("fresh", ())),
        public=frozenset(tables["public"]["routes"]),
        development=frozenset(tables["development"]["routes"]),
        libraries=tuple(tables["libraries"]["prefixes"]),
        admin=frozenset(tables["admin"]["models"]),
    )


def _sights(cell: str | list[str]) -> tuple[Sight, ...]:
    return tuple(_sight(words) for words in ([cell] if isinstance(cell, str) else cell))


def _sight(cell: str) -> Sight:
    words = cell.split()
    return Sight(*[word for word in words if word != FRESH], fresh=FRESH in words)


def cells_of(room: str) -> dict[str, dict[str, str]]:
    """The lines of one room: permission -> role -> reach."""
    return {name: cells for name, cells in matrix().may.items() if name.startswith(f"{room}.")}


def sights(user, model, column: str, *reaches: str) -> set[str]:
    """In which ways `user` sees this column of a row that lies within one of `reaches`; empty: not at all.

    Raises `KeyError` for a column without a line: such a column follows its page.
    """
    return sights_of(user, f"{model._meta.label_lower}.{column}", *reaches)


def sights_of(user, column: str, *reaches: str) -> set[str]:
    """`sights` of a column by its full name, as "delegates.guest.phone"."""
    return {
        sight.how
        for role, cell in matrix().read[column].items()
        if role == ANYONE or user.has_role(role)
        for sight in cell
        if sight.reach == "all" or sight.reach in reaches
    }


def readers(model, column: str, *reaches: str) -> frozenset[str]:
    """The roles that see this column of every row, or of those within one of `reaches`."""
    return frozenset(
        role
        for role, cell in matrix().read[f"{model._meta.label_lower}.{column}"].items()
        if any(sight.reach == "all" or sight.reach in reaches for sight in cell)
    )


def guarded(model) -> frozenset[str]:
    """The columns of `model` that are read and written only after a fresh second step."""
    label = f"{model._meta.label_lower}."
    return frozenset(
        column.removeprefix(label)
        for column, cells in matrix().read.items()
        if column.startswith(label) and any(sight.fresh for cell in cells.values() for sight in cell)
    )
