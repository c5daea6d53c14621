"""Links and their openings: access records, gone with the access log."""

from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from delegates.sharing.models import ShareList
from lo_portal.privacy.registry import Retention, declare, purge

KEPT = timedelta(days=400)

declare("sharing.sharelist", Retention.ACCESS, personal=["recipient"], plain=["secret_hash"])
declare("sharing.shareopening", Retention.ACCESS, personal=["address", "device"])


def _old(at):
    return ShareList.objects.filter(expires_at__lt=at - KEPT)


purge(
    code="shares",
    label=_("Shared lists and who opened them"),
    after=_("400 days after the link ended"),
    due=lambda at: _old(at).count(),
    run=lambda at: _old(at).delete()[0],
)
