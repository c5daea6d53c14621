"""Listens to the wizard: the file, the columns, the corrected cells, the answers."""

from django import forms
from django.utils.translation import gettext_lazy as _

from lo_portal.forms import posted_below
from lo_portal.imports import registry
from lo_portal.imports.kinds import Kind
from lo_portal.sheets.limits import LIMITS, MEGABYTE

ACCEPTED = ".xlsx,.ods,.csv"
NUMBER_LENGTH = 7  # digits of the last row of a sheet


class UploadForm(forms.Form):
    file = forms.FileField(
        label=_("File"), max_length=200, widget=forms.FileInput(attrs={"accept": ACCEPTED})
    )

    def clean_file(self):
        file = self.cleaned_data["file"]
        if file.size > LIMITS.file_size:
            limit = LIMITS.file_size // MEGABYTE
            raise forms.ValidationError(
                _(
                    "The file has %(size)s MB; the limit is %(limit)s MB. "
                    "Remove pictures and unneeded sheets."
                ),
                params={"size": round(file.size / MEGABYTE, 1), "limit": limit},
            )
        return file


def chosen_columns(posted, mapping: dict, kind: str, *, own: Kind | None = None) -> dict:
    """The mapping with the posted kind, sheet, heading row and columns of list `kind`.

    Another kind, sheet or heading row: the columns are recognised anew. `own` is the one kind of a sender
    who cannot choose, with the columns that are the sender's to say. What is not offered is left out.
    """
    kinds = {one.key: one for one in ([own] if own else registry.kinds())}
    old, chosen = mapping[kind], posted.get("kind", "")
    chosen = chosen if chosen in kinds else kind
    header = posted.get("header", "")
    place = {
        "sheet": posted.get("sheet") or old["sheet"],
        "header": int(header) if is_number(header) else old["header"],
    }
    rest = {key: choice for key, choice in mapping.items() if key not in (kind, chosen)}
    moved = chosen != kind or place != {"sheet": old["sheet"], "header": old["header"]}
    fields = {column.field for column in kinds[chosen].columns}
    return rest | {chosen: place | {"columns": {} if moved else _posted_columns(posted, fields)}}


def _posted_columns(posted, fields: set[str]) -> dict[str, list[str]]:
    read = {
        index: [field for field in value.split("+") if field in fields]
        for index, value in posted_below(posted, "column.").items()
        if is_number(index)
    }
    return {index: chosen for index, chosen in read.items() if chosen}


def is_number(text: str) -> bool:
    """Whether it is the number of a row or column, as a form of ours sends it."""
    return text.isascii() and text.isdecimal() and len(text) <= NUMBER_LENGTH


def corrected_cells(posted, edits: dict) -> dict:
    """`edits` (list -> row -> field -> text) with the posted cells.

    A restricted cell is never shown, so an empty input says nothing about it.
    """
    restricted = {(kind.key, field) for kind in registry.kinds() for field in kind.restricted}
    edits = {kind: {row: dict(cells) for row, cells in rows.items()} for kind, rows in edits.items()}
    for name, value in posted_below(posted, "cell.").items():
        parts = name.split(".")
        if len(parts) != 3:
            continue
        kind, row, field = parts
        if value.strip() or (kind, field) not in restricted:
            edits.setdefault(kind, {}).setdefault(row, {})[field] = value.strip()
    return edits


def has_news(posted, plan: dict) -> bool:
    """Whether a cell was typed or a question answered that the preview `plan` does not know of."""
    shown = {
        f"{part['kind']}.{step['row']}.{field}": text
        for part in plan.get("parts", ())
        for step in part["steps"]
        for field, text in step["texts"].items()
    }
    typed = posted_below(posted, "cell.")
    answered = any((posted_below(posted, "decide.") | posted_below(posted, "keep.")).values())
    return answered or any(value.split() != shown.get(name, "").split() for name, value in typed.items())


def given_answers(posted, decisions: dict) -> dict:
    """`decisions` (list -> question -> answer) with the posted ones."""
    decisions = {kind: dict(answers) for kind, answers in decisions.items()}
    for name, value in posted_below(posted, "decide.").items():
        kind, dot, row = name.partition(".")
        if dot and "." not in row and value:
            decisions.setdefault(kind, {})[f"row:{row}"] = value
    for name in posted_below(posted, "keep."):
        kind, dot, row = name.partition(".")
        if dot and "." not in row:
            decisions.setdefault(kind, {})[f"gone:{row}"] = "keep"
    return decisions
