"""The form of a request. It listens; `nominating.services` acts."""

from datetime import datetime, time, timedelta

from django import forms
from django.utils.translation import gettext_lazy as _

from assignments.letters.models import LetterProfile
from lo_portal.forms import InstantField
from officers.models import Agency
from officers.nominations.models import MOST

DAYS = 7
CLOCK = time(16)


class RequestForm(forms.Form):
    """How many of which agency, until when. A number beside an agency asks it."""

    due_at = InstantField(label=_("Answer until"))
    note = forms.CharField(
        label=_("What is asked for"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("For example: fluent English, at most 45 years, free from 21 to 27 November."),
    )
    profile = forms.ModelChoiceField(
        label=_("Official letter"),
        queryset=LetterProfile.objects.none(),
        required=False,
        empty_label=_("No letter, only the mail"),
        help_text=_("One numbered letter to all; the mails leave once it is signed."),
    )

    def __init__(self, *args, event, now: datetime, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["due_at"].zone = event.zone
        self.fields["due_at"].initial = _default_end(event, now)
        profiles = LetterProfile.objects.on(now.astimezone(event.zone).date())
        self.fields["profile"].queryset = profiles
        self.fields["profile"].initial = profiles.first()
        asked = event.nominations.values("agency")
        self.agencies = list(Agency.objects.filter(is_active=True).exclude(pk__in=asked))
        for agency in self.agencies:
            self.fields[f"quota-{agency.pk}"] = forms.IntegerField(
                label=agency.name, min_value=1, max_value=MOST, required=False,
                widget=forms.NumberInput(attrs={"inputmode": "numeric", "class": "form-control"}),
                error_messages={
                    "invalid": _("Write a number."),
                    "min_value": _("Write 1 or more, or leave it empty."),
                },
            )  # fmt: skip

    @property
    def rows(self):
        """(agency, its bound field), for the table of the page."""
        return [(agency, self[f"quota-{agency.pk}"]) for agency in self.agencies]

    @property
    def quotas(self) -> dict[Agency, int]:
        clean = {agency: self.cleaned_data.get(f"quota-{agency.pk}") for agency in self.agencies}
        return {agency: quota for agency, quota in clean.items() if quota}

    def clean(self):
        cleaned = super().clean()
        if not self.errors and not self.quotas:
            self.add_error(None, _("Write a number beside at least one agency."))
        return cleaned


def _default_end(event, now: datetime) -> datetime:
    """A week from now in the afternoon, but before the event begins where that can be."""
    today = now.astimezone(event.zone).date()
    day = today + timedelta(days=DAYS)
    latest = event.starts_on - timedelta(days=2)
    return datetime.combine(min(day, latest) if latest > today else day, CLOCK, event.zone)
