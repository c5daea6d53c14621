"""Forms of notices: they clean and choose, services act."""

import uuid
from base64 import urlsafe_b64decode

from crispy_forms.helper import FormHelper
from django import forms
from django.utils.translation import gettext_lazy as _
from django_countries import countries

from assignments.notices.audience import Audience
from assignments.notices.channels.push import is_push_service
from assignments.notices.models import ReminderKind
from officers.models import Agency


def _decoded(text: str, size: int) -> None:
    try:
        raw = urlsafe_b64decode(text + "=" * (-len(text) % 4))
    except ValueError:
        raw = b""
    if len(raw) != size:
        raise forms.ValidationError(_("This is not a key of a browser."))


class PushForm(forms.Form):
    """What a browser says about its subscription (RFC 8291): a push service and two keys."""

    endpoint = forms.URLField(max_length=500, assume_scheme="https")
    p256dh = forms.CharField(max_length=120)
    auth = forms.CharField(max_length=40)

    def clean_endpoint(self):
        endpoint = self.cleaned_data["endpoint"]
        if not is_push_service(endpoint):
            raise forms.ValidationError(_("This push service is not known."))
        return endpoint

    def clean_p256dh(self):
        _decoded(self.cleaned_data["p256dh"], 65)
        return self.cleaned_data["p256dh"]

    def clean_auth(self):
        _decoded(self.cleaned_data["auth"], 16)
        return self.cleaned_data["auth"]


class BroadcastForm(forms.Form):
    """A message and whom it concerns. Nothing chosen in a list means everybody."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    title = forms.CharField(label=_("Title"), max_length=150)
    text = forms.CharField(
        label=_("Message"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("Never write health, passport, security or room details into a message."),
    )
    tiers = forms.MultipleChoiceField(label=_("Tiers"), required=False, widget=forms.CheckboxSelectMultiple)
    countries = forms.MultipleChoiceField(
        label=_("Countries of the delegations"), required=False, widget=forms.CheckboxSelectMultiple
    )
    venues = forms.MultipleChoiceField(
        label=_("Venues and hotels"), required=False, widget=forms.CheckboxSelectMultiple
    )
    agencies = forms.MultipleChoiceField(
        label=_("Agencies"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args, event, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["key"].initial = uuid.uuid4
        names = dict(countries)
        codes = event.delegations.exclude(country="").order_by().values_list("country", flat=True).distinct()
        choices = {
            "tiers": [(str(tier.pk), tier.name) for tier in event.tiers.all()],
            "countries": sorted(((code, names.get(code, code)) for code in codes), key=lambda one: one[1]),
            "venues": [(str(venue.pk), venue.name) for venue in event.venues.order_by("name")],
            "agencies": _agencies_of(event),
        }
        for name, found in choices.items():
            self.fields[name].choices = found
            if not found:
                del self.fields[name]
        self.helper = FormHelper()
        self.helper.form_tag = False

    @property
    def audience(self) -> Audience:
        return Audience(**{name: tuple(self.cleaned_data.get(name, ())) for name in _LISTS})


_LISTS = ("tiers", "countries", "venues", "agencies")


def _agencies_of(event) -> list[tuple[str, str]]:
    agencies = Agency.objects.filter(officers__roster__event=event).distinct().order_by("name")
    return [(str(agency.pk), agency.name) for agency in agencies]


class ReminderRuleForm(forms.Form):
    """One reminder: some days before at a time, or some minutes before."""

    kind = forms.ChoiceField(label=_("Before a"), choices=ReminderKind)
    tier = forms.ModelChoiceField(
        label=_("Tier"), queryset=None, required=False, empty_label=_("All tiers without own rules")
    )
    days_before = forms.IntegerField(label=_("Days before"), required=False, min_value=0, max_value=60)
    clock = forms.TimeField(
        label=_("At"),
        required=False,
        input_formats=["%H:%M", "%H.%M"],
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
    )
    minutes_before = forms.IntegerField(
        label=_("Or minutes before"), required=False, min_value=1, max_value=7 * 24 * 60
    )

    def __init__(self, *args, event, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["tier"].queryset = event.tiers.all()
        self.helper = FormHelper()
        self.helper.form_tag = False

    def clean(self):
        cleaned = super().clean()
        by_day = [cleaned.get("days_before") is not None, cleaned.get("clock") is not None]
        by_minutes = cleaned.get("minutes_before") is not None
        if not self.errors and not (all(by_day) and not by_minutes or by_minutes and not any(by_day)):
            raise forms.ValidationError(_("Give either days and a time, or minutes."))
        return cleaned
