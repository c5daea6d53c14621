"""Forms of the guide, the hand-over and the final report: they listen, the services act."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assignments.field.models import POINT_LENGTH, FieldGuide, FinalReport, GuidePhase
from lo_portal import photos
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
    """The seven texts; `photo` is a new picture encoded anew, None when none came."""

    class Meta:
        model = FinalReport
        fields = ["course", "deviations", "incidents", "requests", "belongings", "feedback", "lessons"]

    photo = forms.FileField(
        label=gettext_lazy("Photo (optional)"), required=False, max_length=200,
        widget=forms.FileInput(attrs={"accept": "image/*"}),
    )  # fmt: skip
    without_photo = forms.BooleanField(label=gettext_lazy("Take the photo away"), required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if not self.instance.photo:
            del self.fields["without_photo"]
        for name in [*self._meta.fields, "photo"]:
            self.fields[name].widget.attrs["class"] = "form-control"
        for name in self._meta.fields:
            lines = len(str(self[name].value() or "").splitlines())
            self.fields[name].widget.attrs["rows"] = min(14, max(3, lines + 1))

    def clean_photo(self):
        upload = self.cleaned_data["photo"]
        return photos.photo_of(upload) if upload else None
