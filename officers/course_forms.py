"""The grid of a learning event: batch and test points of every participant. It listens; services act."""

from django import forms
from django.utils.translation import gettext_lazy as _

from events.models import Batch, Event
from officers.models import RosterEntry
from officers.models.participation import MOST_POINTS

COLUMNS = ("batch", "pre_score", "post_score")


class ParticipationsForm(forms.Form):
    """Three fields per roster entry. `changes` holds only what this person changed, so that two who
    fill the grid at once do not undo each other."""

    def __init__(self, *args, event: Event, entries: list[RosterEntry], **kwargs):
        super().__init__(*args, **kwargs)
        self.entries = entries
        self.batches = {str(one.pk): one for one in event.batches.all()}
        choices = [("", "–"), *((key, one.name) for key, one in self.batches.items())]
        for entry in entries:
            for name in COLUMNS:
                self.fields[f"{name}-{entry.pk}"] = self._field(name, entry, choices)

    def _field(self, name: str, entry: RosterEntry, choices: list) -> forms.Field:
        known = getattr(entry, "participation", None)
        facts = {
            "label": f"{LABELS[name]}: {entry.officer.name}",
            "required": False,
            "show_hidden_initial": True,
        }
        if name == "batch":
            initial = str(known.batch_id or "") if known else ""
            return forms.ChoiceField(choices=choices, initial=initial, **facts)
        return forms.IntegerField(
            min_value=0,
            max_value=MOST_POINTS,
            initial=getattr(known, name, None),
            error_messages=dict.fromkeys(("invalid", "min_value", "max_value"), POINTS_SENTENCE),
            **facts,
        )

    @property
    def lines(self):
        """(entry, [(heading, bound field) of each column]) for the table of the page."""
        return [
            (entry, [(LABELS[name], self[f"{name}-{entry.pk}"]) for name in COLUMNS])
            for entry in self.entries
        ]

    @property
    def changes(self) -> dict:
        """`{entry pk: {column: value}}`, batches as rows."""
        found = {}
        for entry in self.entries:
            for name in COLUMNS:
                key = f"{name}-{entry.pk}"
                if key in self.changed_data:
                    found.setdefault(entry.pk, {})[name] = self._value(name, self.cleaned_data[key])
        return found

    def _value(self, name: str, typed) -> Batch | int | None:
        return self.batches.get(typed) if name == "batch" else typed


LABELS = {"batch": _("Batch (gelombang)"), "pre_score": _("Test before"), "post_score": _("Test after")}
POINTS_SENTENCE = _("Points are a whole number from 0 to 100.")
