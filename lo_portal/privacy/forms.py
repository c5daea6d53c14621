"""Forms of the privacy desk. They listen; `breaches` and `persons` act."""

from zoneinfo import ZoneInfo

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from lo_portal.forms import InstantField, PortalForm, columns
from lo_portal.privacy.models import Breach

HOUSE = ZoneInfo(settings.TIME_ZONE)


class BreachForm(PortalForm):
    """What is known of a breach; times on the house's clock."""

    noticed_at = InstantField(label=_("noticed"))
    happened_at = InstantField(label=_("happened"), required=False)

    class Meta:
        model = Breach
        fields = ["title", "noticed_at", "happened_at", "data", "handling"]

    layout = ["title", columns("noticed_at", "happened_at"), "data", "handling"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, zone=HOUSE, **kwargs)


class ToldForm(BreachForm):
    """The same with when whom was told."""

    authority_told_at = InstantField(label=_("authority told"), required=False)
    persons_told_at = InstantField(label=_("persons told"), required=False)

    class Meta(BreachForm.Meta):
        fields = [*BreachForm.Meta.fields, "authority_told_at", "persons_told_at"]

    layout = [*BreachForm.layout, columns("authority_told_at", "persons_told_at")]


class ErasureForm(forms.Form):
    reason = forms.CharField(label=_("Who asked for it, and when"), max_length=300)
