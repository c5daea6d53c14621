"""How much of a file is read (design: reliability rule 14)."""

from dataclasses import dataclass

MEGABYTE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """Sizes in bytes; rows and columns per sheet; cells over the whole file."""

    file_size: int = 10 * MEGABYTE
    parts: int = 200
    unpacked_size: int = 50 * MEGABYTE
    ratio: int = 100
    rows: int = 6_000
    columns: int = 60
    cells: int = 360_000
    text_length: int = 32_767
    elements: int = 3_000_000


LIMITS = Limits()
