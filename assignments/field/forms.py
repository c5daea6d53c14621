"""Forms of the field's pages: they listen, the services act."""

from django import forms
from django.utils.translation import gettext_lazy as _

from assignments.field.models import IncidentKind, Severity
from assignments.field.phases import Phase
from delegates.models import Delegation
from lo_portal.photos import photo_of


class TapForm(forms.Form):
    """One tap, as the page's own form sends it."""

    delegation = forms.UUIDField()
    leg = forms.CharField(max_length=60)
    phase = forms.ChoiceField(choices=Phase)
    tap_key = forms.UUIDField()


class IncidentForm(forms.Form):
    kind = forms.ChoiceField(choices=IncidentKind, error_messages={"required": _("Choose what it is about.")})
    severity = forms.ChoiceField(choices=Severity, initial=Severity.HELP, required=False)
    delegation = forms.ModelChoiceField(Delegation.objects.none(), required=False, label=_("Delegation"))
    place = forms.CharField(max_length=120, required=False, label=_("Place"))
    description = forms.CharField(max_length=500, required=False, label=_("In short"))
    photo = forms.FileField(required=False, label=_("Photo"))
    tap_key = forms.UUIDField()

    def __init__(self, *args, delegations=(), **kwargs):
        super().__init__(*args, **kwargs)
        keys = [one.pk for one in delegations]
        self.fields["delegation"].queryset = Delegation.objects.filter(pk__in=keys)

    def clean_severity(self) -> str:
        return self.cleaned_data["severity"] or Severity.HELP

    def clean_photo(self):
        """The picture encoded anew: nothing of the file that came is kept but what can be seen."""
        upload = self.cleaned_data["photo"]
        return photo_of(upload) if upload else None

    @property
    def values(self) -> dict:
        """What the service stores as it was typed."""
        return {name: self.cleaned_data[name] for name in ("kind", "severity", "place", "description")}
