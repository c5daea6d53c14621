"""Forms of the guide, the hand-over and the final report: they listen, the services act."""

from django import forms
from django.utils.translation import gettext as _

from assignments.field.models import POINT_LENGTH, FieldGuide, FinalReport, GuidePhase
from lo_portal.forms import PortalForm


class TickForm(forms.Form):
    """One point of a checklist, done or not, as the page's own form sends it."""

    delegation = forms.UUIDField()
    phase = forms.ChoiceField(choices=GuidePhase)
    point = forms.CharField(max_length=POINT_LENGTH)
    done = forms.BooleanField(required=False)


class GuideForm(PortalForm):
    """The bureau's words, one point per line."""

    class Meta:
        model = FieldGuide
        fields = ["conduct", *GuidePhase.values, "etiquette", "local_facts"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["conduct"].required = True
        for name in self._meta.fields:
            field = self.fields[name]
            field.help_text = _("One point per line.")
            field.widget.attrs["rows"] = max(4, len(str(self[name].value() or "").splitlines()) + 1)

    def clean(self):
        """Every point of a checklist fits on a phone."""
        cleaned = super().clean()
        for phase in GuidePhase.values:
            long = [line for line in (cleaned.get(phase) or "").splitlines() if len(line) > POINT_LENGTH]
            if long:
                self.add_error(
                    phase,
                    _("This point is longer than %(n)d letters: “%(start)s…”. Make two of it.")
                    % {"n": POINT_LENGTH, "start": long[0][:40]},
                )
        return cleaned


class FinalReportForm(PortalForm):
    class Meta:
        model = FinalReport
        fields = ["course", "deviations", "incidents", "requests", "belongings", "feedback", "lessons"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in self._meta.fields:
            attrs = self.fields[name].widget.attrs
            attrs["class"] = "form-control"
            attrs["rows"] = min(14, max(3, len(str(self[name].value() or "").splitlines()) + 1))
