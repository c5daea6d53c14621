"""Verbs of data feeds: make a token, take it back, let a program in."""

import hashlib
import secrets
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from events.feeds.models import FeedToken
from events.models import Event
from lo_portal import rows
from lo_portal.audit import trail
from lo_portal.refusals import Refused

LONGEST = timedelta(days=400)


@transaction.atomic
def create_feed_token(*, event: Event, values: dict, by, at: datetime) -> tuple[FeedToken, str]:
    """A new token and its secret, which is shown once. Raises `Refused` for a bad end."""
    if not at < values["expires_at"] <= at + LONGEST:
        raise Refused(_("A token is valid for at most 400 days from now."), code="bad_end")
    secret = secrets.token_urlsafe(32)
    token, told = rows.add_row(
        FeedToken, {"event": event, "secret_hash": _hash(secret), "made_by": by, **values}
    )
    told.pop("secret_hash", None)
    trail.record("feed_token.created", on=token, by=by, at=at, detail=told)
    return token, secret


@transaction.atomic
def revoke_feed_token(*, token: FeedToken, by, at: datetime) -> None:
    """From now on the token reads nothing. Raises `Refused` when it already does not."""
    if not FeedToken.objects.filter(pk=token.pk, revoked_at=None).update(revoked_at=at):
        raise Refused(_("This token is revoked already."), code="revoked")
    trail.record("feed_token.revoked", on=token, by=by, at=at)


def admit(*, secret: str, at: datetime) -> FeedToken | None:
    """The token behind a secret that still holds, its use counted; None for every other text."""
    held = FeedToken.objects.filter(secret_hash=_hash(secret), revoked_at=None, expires_at__gt=at)
    token = held.select_related("event").first()
    if token:
        FeedToken.objects.filter(pk=token.pk).update(last_used_at=at, use_count=F("use_count") + 1)
    return token


def _hash(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
