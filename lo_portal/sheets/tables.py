"""What a file becomes: a workbook of sheets of rows of cells, all frozen.

Row numbers and addresses are those a person sees in Excel: rows from 1,
columns A, B, ... Empty rows are absent; the numbers of the others stand.
"""

from dataclasses import dataclass

Value = object  # str | int | float | bool | datetime | time | None


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell. `kind` is text, number, date, bool or error.

    `raw` is the text as it stands in the file. `formula` tells that a formula
    produced the value (never evaluated here; `value` is what the program that
    saved the file had computed, None where it had not). `copied` marks a cell
    filled from the first cell of its merged range.
    """

    value: Value
    kind: str = "text"
    raw: str = ""
    formula: bool = False
    copied: bool = False

    @property
    def text(self):
        """The value as a person would read it, blanks at the ends removed."""
        if self.value is None:
            return ""
        if isinstance(self.value, bool):
            return "Ya" if self.value else "Tidak"
        if isinstance(self.value, float) and self.value.is_integer():
            return str(int(self.value))
        return str(self.value).strip()

    @property
    def filled(self):
        return self.text != "" or self.formula


BLANK = Cell(None)


@dataclass(frozen=True, slots=True)
class Row:
    number: int
    cells: tuple[Cell, ...]
    hidden: bool = False  # by hand or by a filter of the sender's program
    struck: bool = False  # most of its cells are crossed out

    def cell(self, index):
        """The cell in column `index` (from 0), blank where the row is shorter."""
        return self.cells[index] if index < len(self.cells) else BLANK

    def own(self):
        """Indexes of the filled cells that are not copies of a merged one."""
        return [i for i, cell in enumerate(self.cells) if cell.filled and not cell.copied]


@dataclass(frozen=True, slots=True)
class Sheet:
    name: str
    rows: tuple[Row, ...]
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class Workbook:
    name: str
    format: str
    sheets: tuple[Sheet, ...]

    def sheet(self, name):
        """The sheet of that name, or None."""
        return next((sheet for sheet in self.sheets if sheet.name == name), None)


def column_letter(index):
    """0 -> A, 25 -> Z, 26 -> AA."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def column_index(letters):
    """A -> 0, AA -> 26. Raises ValueError for anything else."""
    index = 0
    for letter in letters.upper():
        if not "A" <= letter <= "Z":
            raise ValueError(letters)
        index = index * 26 + ord(letter) - 64
    if not index:
        raise ValueError(letters)
    return index - 1


def address(row_number, index):
    """(2, 1) -> B2."""
    return f"{column_letter(index)}{row_number}"


def split_address(reference):
    """'B2' -> (2, 1): row number and column index. Raises ValueError."""
    letters = reference.rstrip("0123456789")
    return int(reference[len(letters) :]), column_index(letters)
