"""Setting a phone's clock right. Pure."""

from datetime import datetime, timedelta

from django.utils.translation import gettext_lazy as _

from lo_portal.refusals import Refused

OLDEST = timedelta(hours=48)


def moment_of_tap(tapped: datetime, sent: datetime, at: datetime) -> datetime:
    """When the tap was, by our clock: `tapped` and `sent` are the phone's, `at` is ours on receipt.

    Only the time between the two is believed, so a phone that is hours wrong tells the right moment.
    A tap after its own sending counts as now. Raises `Refused` for one older than two days.
    """
    waited = max(sent - tapped, timedelta(0))
    if waited > OLDEST:
        raise Refused(
            _("This report is more than two days old. Tell the command post by phone."), code="too_old"
        )
    return at - waited
