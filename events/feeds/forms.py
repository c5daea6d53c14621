"""The form of a new token. It listens; `feeds.services` acts."""

from datetime import datetime, time, timedelta

from django import forms
from django.utils.translation import gettext_lazy as _

from events.feeds.content import offered
from events.feeds.models import FeedToken
from events.feeds.services import LONGEST
from lo_portal.forms import InstantField, PortalForm, ticks


class FeedTokenForm(PortalForm):
    lists = forms.MultipleChoiceField(label=_("Lists"), widget=forms.CheckboxSelectMultiple)
    expires_at = InstantField(label=_("valid until"))

    class Meta:
        model = FeedToken
        fields = ["consumer", "lists", "expires_at"]

    layout = ["consumer", ticks("lists"), "expires_at"]

    def __init__(self, *args, event, now, **kwargs):
        super().__init__(*args, zone=event.zone, **kwargs)
        self.fields["lists"].choices = [(one.key, one.title) for one in offered()]
        last = datetime.combine(event.ends_on + timedelta(days=30), time(12), event.zone)
        self.fields["expires_at"].initial = last if now < last < now + LONGEST else now + timedelta(days=30)
