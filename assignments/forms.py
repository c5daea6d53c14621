"""The form of an event's pairing settings, built from the knobs of `assignments.tuning`."""

from itertools import islice

from crispy_forms.layout import Fieldset
from django import forms
from django.utils.translation import gettext_lazy as _

from assignments import tuning
from assignments.matching import rules
from assignments.matching.results import Phrase
from events.models import Event
from lo_portal.forms import Fold, PortalForm, columns
from officers.models import Agency

MODES = [("hard", _("forbids")), ("soft", _("costs points"))]
USUAL_SOFT_POINTS = 300


class TuningForm(PortalForm):
    """Numbers within bounds; which rules forbid and which only cost; a limit per agency on the roster."""

    class Meta:
        model = Event
        fields = []

    def __init__(self, *args, language: str = "id", **kwargs):
        event = kwargs.get("instance")
        self.agencies = list(Agency.objects.filter(officers__roster__event=event).distinct())
        super().__init__(*args, **kwargs)
        self._add_knobs(event)
        self._add_rules(event, language)
        self._add_caps(event)
        self.helper.layout.fields = [*self._knob_parts(), self._rule_part(), self._cap_part()]

    def clean(self):
        cleaned = super().clean()
        limits = [cleaned.get(f"hours_{place}") for place in (1, 2, 3)]
        if None not in limits and limits != sorted(limits):
            self.add_error("hours_2", _("The three limits must not go down: first, second, third."))
        return cleaned

    @property
    def settings(self) -> dict:
        """The cleaned values as `Event.solver_settings` keeps them."""
        chosen = {knob.key: self.cleaned_data[knob.key] for knob in tuning.KNOBS}
        for rule in tuning.SETTABLE:
            if self.cleaned_data[f"mode_{rule}"] == "soft":
                chosen[tuning.SOFT + rule] = self.cleaned_data[f"points_{rule}"]
        caps = {str(one.pk): self.cleaned_data.get(f"cap_{one.pk}") for one in self.agencies}
        caps = {agency: cap for agency, cap in caps.items() if cap is not None}
        return chosen | ({tuning.AGENCY_CAPS: caps} if caps else {})

    def _add_knobs(self, event) -> None:
        for knob in tuning.KNOBS:
            self.fields[knob.key] = forms.IntegerField(
                label=knob.label,
                min_value=knob.low,
                max_value=knob.high,
                initial=tuning.values(event)[knob.key],
                help_text=" ".join(part for part in (str(knob.help), knob.source) if part),
            )

    def _add_rules(self, event, language: str) -> None:
        low, high = tuning.SOFT_POINTS
        soft = tuning.soft_rules(event)
        for rule in tuning.SETTABLE:
            self.fields[f"mode_{rule}"] = forms.ChoiceField(
                label=Phrase(f"rule.{rule}").say(language),
                choices=MODES,
                initial="soft" if rule in soft else "hard",
                help_text=rules.SOURCES.get(rule, ""),
            )
            self.fields[f"points_{rule}"] = forms.IntegerField(
                label=_("Points per breach"),
                min_value=low,
                max_value=high,
                initial=soft.get(rule, USUAL_SOFT_POINTS),
                help_text=_("Counts only where the rule costs points."),
            )

    def _add_caps(self, event) -> None:
        own = event.solver_settings.get(tuning.AGENCY_CAPS, {})
        for agency in self.agencies:
            self.fields[f"cap_{agency.pk}"] = forms.IntegerField(
                label=agency.name, min_value=1, max_value=500, required=False, initial=own.get(str(agency.pk))
            )

    def _knob_parts(self) -> list:
        return [
            Fieldset(label, *_in_rows([knob.key for knob in tuning.KNOBS if knob.group == group], widths))
            for group, (label, widths) in tuning.GROUPS.items()
        ]

    def _rule_part(self) -> Fieldset:
        rows = [columns(f"mode_{rule}", f"points_{rule}") for rule in tuning.SETTABLE]
        return Fieldset(_("Rules that may be softened"), *rows)

    def _cap_part(self) -> Fold:
        names = [f"cap_{agency.pk}" for agency in self.agencies]
        return Fold(
            _("Limit per agency (empty: the common limit)"), *_in_rows(names, [2] * -(-len(names) // 2))
        )


def _in_rows(names: list[str], widths) -> list:
    """The fields side by side, `widths[0]` of them in the first row and so on."""
    left = iter(names)
    rows = [list(islice(left, width)) for width in widths]
    return [columns(*row) for row in rows if row]
