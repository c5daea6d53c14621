"""The form of a new link. It listens; `sharing.services` acts."""

from datetime import datetime, time, timedelta

from django.utils.translation import gettext_lazy as _

from delegates.sharing.models import ShareList
from delegates.sharing.services import LONGEST
from events.models import VenueKind
from lo_portal.forms import InstantField, PortalForm, columns


class ShareListForm(PortalForm):
    expires_at = InstantField(label=_("valid until"))

    class Meta:
        model = ShareList
        fields = ["kind", "hotel", "recipient", "expires_at"]

    layout = [columns("kind", "hotel"), "recipient", "expires_at"]

    def __init__(self, *args, event, now, **kwargs):
        super().__init__(*args, zone=event.zone, **kwargs)
        self.fields["hotel"].queryset = event.venues.filter(kind=VenueKind.HOTEL)
        last = datetime.combine(event.ends_on + timedelta(days=1), time(12), event.zone)
        soon = now + timedelta(days=3)
        self.fields["expires_at"].initial = last if now < last < now + LONGEST else soon
