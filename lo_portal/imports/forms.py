"""Listens to the wizard: the file, the columns, the corrected cells, the answers."""

from django import forms
from django.utils.translation import gettext_lazy as _

from lo_portal.forms import posted_below
from lo_portal.imports import registry
from lo_portal.sheets.limits import LIMITS, MEGABYTE

ACCEPTED = ".xlsx,.ods,.csv"


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


def chosen_columns(posted, mapping: dict, kind: str) -> dict:
    """The mapping with the posted kind, sheet, heading row and columns of list `kind`.

    Another kind, sheet or heading row: the columns are recognised anew.
    """
    old = mapping[kind]
    header = posted.get("header", "")
    place = {
        "sheet": posted.get("sheet") or old["sheet"],
        "header": int(header) if header.isdigit() else old["header"],
    }
    chosen = posted.get("kind") or kind
    rest = {key: choice for key, choice in mapping.items() if key not in (kind, chosen)}
    moved = chosen != kind or place != {"sheet": old["sheet"], "header": old["header"]}
    columns = {} if moved else _posted_columns(posted)
    return rest | {chosen: place | {"columns": columns}}


def _posted_columns(posted):
    found = posted_below(posted, "column.").items()
    return {index: value.split("+") for index, value in found if index.isdecimal() and value}


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
