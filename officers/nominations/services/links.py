"""Secret links to an agency's page: several may hold at once, all end together."""

import hashlib
import secrets
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from lo_portal.audit import trail
from lo_portal.refusals import Refused
from officers.nominations.models import Nomination, NominationLink
from officers.nominations.states import NominationState


def new_secret_link(*, nomination: Nomination, by) -> str:
    """The secret of a new link, for whoever tells it to the agency; the table keeps its hash."""
    secret = secrets.token_urlsafe(24)
    NominationLink.objects.create(nomination=nomination, secret_hash=_hash(secret), made_by=by)
    return secret


@transaction.atomic
def make_link(*, nomination: Nomination, by, at: datetime) -> str:
    """A link to hand over by hand; its secret is shown once. Raises `Refused` when none would open."""
    _demand_open(nomination, at)
    secret = new_secret_link(nomination=nomination, by=by)
    trail.record("nomination.link_made", on=nomination, by=by, at=at)
    return secret


@transaction.atomic
def reset_links(*, nomination: Nomination, by, at: datetime) -> str:
    """Every link so far opens nothing any more; returns the secret of a new one."""
    _demand_open(nomination, at)
    ended = nomination.links.filter(revoked_at=None).update(revoked_at=at)
    secret = new_secret_link(nomination=nomination, by=by)
    trail.record("nomination.links_reset", on=nomination, by=by, at=at, detail={"ended": ended})
    return secret


@transaction.atomic
def open_nomination(*, secret: str, at: datetime) -> Nomination | None:
    """The nomination behind a link that holds, its first opening noted; None for every other link."""
    held = Nomination.objects.filter(
        links__secret_hash=_hash(secret), links__revoked_at=None, link_until__gt=at
    )
    nomination = (
        held.exclude(state=NominationState.CLOSED).select_related("event", "agency").with_counts().first()
    )
    if nomination is None or nomination.opened_at is not None:
        return nomination
    if Nomination.objects.filter(pk=nomination.pk, opened_at=None).update(opened_at=at):
        trail.record("nomination.opened", on=nomination, by=None, at=at)
    return nomination


def _demand_open(nomination: Nomination, at: datetime) -> None:
    if nomination.state == NominationState.CLOSED:
        raise Refused(_("This nomination is closed. Open it again first."), code="closed")
    if nomination.link_until <= at:
        raise Refused(_("The deadline has passed. Extend it, then make the link."), code="too_late")


def _hash(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
