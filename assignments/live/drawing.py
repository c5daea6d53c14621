"""The board in the reader's words: clock times of the event's zone, ages, tiles."""

from dataclasses import dataclass
from math import ceil

from django.utils.translation import get_language

from assignments.live.board import Board, Cell, Group, Row
from assignments.live.words import GROUP_WORDS, TILE_WORDS
from lo_portal import formats

# As many as a code of seven letters leaves room for on a wall.
TILES_A_ROW = 14


@dataclass(frozen=True)
class DrawnCell:
    """`shown` is a clock time, or the minutes of a late step."""

    state: str
    shown: str


@dataclass(frozen=True)
class DrawnRow:
    row: Row
    cells: tuple[DrawnCell, ...]
    age: str
    due: str = ""

    def __getattr__(self, name):
        return getattr(self.row, name)


@dataclass(frozen=True)
class Tile:
    code: str
    country: str
    word: str
    look: str


def groups_of(board: Board, event, show: str = "") -> list[tuple[str, Group, list[DrawnRow]]]:
    """The groups with rows as the filter wants them: all, what needs a look, or the highest tier."""
    found = []
    for group, rows in board.groups:
        if show == "look" and group != Group.LOOK:
            continue
        if show == "top":
            rows = [row for row in rows if row.facts.tier.rank == 1]
        if rows:
            found.append((GROUP_WORDS[group], group, [_row(row, board, event) for row in rows]))
    return found


def tiles_of(board: Board) -> list[list[Tile]]:
    """One tile for each delegation in the order of the codes, in rows of nearly the same length."""
    rows = sorted(board.rows, key=lambda row: (row.facts.tier.rank, row.facts.code))
    tiles = [Tile(row.facts.code, row.facts.country, *TILE_WORDS[row.group]) for row in rows]
    length = ceil(len(tiles) / ceil(len(tiles) / TILES_A_ROW)) if tiles else 1
    return [tiles[start : start + length] for start in range(0, len(tiles), length)]


def _row(row: Row, board: Board, event) -> DrawnRow:
    lang = get_language()
    age = formats.age(row.heard_at, board.at, lang) if row.heard_at else ""
    due = formats.clock(row.duty.due_at, event.timezone, lang) if row.duty else ""
    return DrawnRow(row, tuple(_cell(cell, event, lang, board) for cell in row.cells), age, due)


def _cell(cell: Cell, event, lang: str, board: Board) -> DrawnCell:
    if cell.state == "late":
        return DrawnCell("late", str(cell.late))
    if cell.at is None:
        return DrawnCell(cell.state, "")
    on = formats.local_day(cell.at, event.timezone)
    if on != formats.local_day(board.at, event.timezone):
        return DrawnCell(cell.state, formats.short_day(on, lang))
    return DrawnCell(cell.state, formats.clock(cell.at, event.timezone, lang))
