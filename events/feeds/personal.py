"""Tokens of programs: access records, gone with the access log."""

from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from events.feeds.models import FeedToken
from lo_portal.privacy.registry import Retention, declare, purge

KEPT = timedelta(days=400)

declare("feeds.feedtoken", Retention.ACCESS, personal=["consumer"], plain=["secret_hash", "lists"])


def _old(at):
    return FeedToken.objects.filter(expires_at__lt=at - KEPT)


purge(
    code="feeds",
    label=_("Tokens of data feeds"),
    after=_("400 days after the token ended"),
    due=lambda at: _old(at).count(),
    run=lambda at: _old(at).delete()[0],
)
