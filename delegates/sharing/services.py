"""Verbs of shared lists: make a link, open it, take it back."""

import hashlib
import ipaddress
import secrets
from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from delegates.sharing.models import ShareList, ShareOpening
from events.models import Event
from lo_portal import rows
from lo_portal.audit import trail
from lo_portal.refusals import Refused

LONGEST = timedelta(days=30)


@transaction.atomic
def create_share_list(*, event: Event, values: dict, by, at: datetime) -> tuple[ShareList, str]:
    """A new list and the secret of its link, which is shown once. Raises `Refused` for a bad end."""
    ends = values["expires_at"]
    if not at < ends <= at + LONGEST:
        raise Refused(_("A link is valid for at most 30 days from now."), code="bad_end")
    secret = secrets.token_urlsafe(24)
    share, told = rows.add_row(
        ShareList, {"event": event, "secret_hash": _hash(secret), "made_by": by, **values}
    )
    told.pop("secret_hash", None)
    trail.record("share_list.created", on=share, by=by, at=at, detail=told)
    return share, secret


@transaction.atomic
def revoke_share_list(*, share: ShareList, by, at: datetime) -> None:
    """From now on the link opens nothing. Raises `Refused` when it already does not."""
    if not ShareList.objects.filter(pk=share.pk, revoked_at=None).update(revoked_at=at):
        raise Refused(_("This link is revoked already."), code="revoked")
    trail.record("share_list.revoked", on=share, by=by, at=at)


@transaction.atomic
def open_share_list(*, secret: str, address: str, device: str, at: datetime) -> ShareList | None:
    """The list behind a link that still holds, its opening noted; None for every other link."""
    held = ShareList.objects.filter(secret_hash=_hash(secret), revoked_at=None, expires_at__gt=at)
    share = held.select_related("event", "hotel").first()
    if share:
        ShareOpening.objects.create(share=share, opened_at=at, address=_address(address), device=device[:150])
    return share


def _hash(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()


def _address(text: str) -> str | None:
    try:
        return str(ipaddress.ip_address(text))
    except ValueError:
        return None
