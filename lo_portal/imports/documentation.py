"""What docs/imports.md says of lists and refusals, drawn from the tables that the reader itself uses."""

from lo_portal.imports import registry
from lo_portal.sheets import refusals
from lo_portal.sheets.limits import LIMITS, MEGABYTE
from lo_portal.sheets.sentences import Sentence

BEGIN, END = "<!-- drawn: {} -->", "<!-- end -->"


def lists() -> str:
    """Every kind of list with its columns and all that they may be called."""
    return "\n".join(line for kind in registry.kinds() for line in _kind(kind))


def refused() -> str:
    """Every reason why a whole file is not read, and the limits."""
    sentences = [one for one in vars(refusals).values() if isinstance(one, Sentence)]
    lines = ["| reason | what the sender reads |", "|---|---|"]
    lines += [f"| `{one.code}` | {one.id} |" for one in sentences]
    lines += [
        "",
        f"Limits: {LIMITS.file_size // MEGABYTE} MB, {LIMITS.rows} rows and {LIMITS.columns} columns "
        f"a sheet, {LIMITS.cells} cells a file, {LIMITS.text_length} characters a cell, "
        f"{LIMITS.parts} parts and {LIMITS.unpacked_size // MEGABYTE} MB unpacked, "
        f"packed at most {LIMITS.ratio} times.",
    ]
    return "\n".join(lines)


DRAWN = {"lists": lists, "refused": refused}


def redrawn(text: str) -> str:
    """`text` with every drawn part as the tables stand now."""
    for name, draw in DRAWN.items():
        head, begin, rest = text.partition(BEGIN.format(name))
        _old, end, tail = rest.partition(END)
        text = f"{head}{begin}\n{draw()}\n{end}{tail}"
    return text


def _kind(kind):
    names = ", ".join(f"“{name}”" for name in kind.sheet_names)
    yield f"### {kind.label[0]} ({kind.label[1]}, `{kind.key}`)\n"
    yield f"Usual names of the sheet: {names}."
    if kind.layout == "pairs":
        yield "Written downwards: the heading in the first column, the value in the second."
    yield "\n| column | in English | also called |"
    yield "|---|---|---|"
    for column in kind.columns:
        label = f"**{column.label}**" if column.required else column.label
        aliases = ", ".join(column.aliases.split("|")) if column.aliases else ""
        yield f"| {label} | {column.label_en} | {aliases} |"
    yield ""
