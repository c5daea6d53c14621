"""Verbs of sign-in: make a one-time link, use it up."""

import hashlib
import secrets
from datetime import datetime, timedelta

from allauth.mfa.models import Authenticator
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from lo_portal.accounts import devices
from lo_portal.accounts.models import SignInLink, User
from lo_portal.audit import trail
from lo_portal.refusals import Refused

LINK_LIFE = timedelta(days=3)


@transaction.atomic
def create_sign_in_link(
    *, user: User, by, at: datetime, next_path: str = "", life: timedelta = LINK_LIFE
) -> str:
    """A new link's secret for `user`. It is shown once; the table keeps its hash."""
    secret = secrets.token_urlsafe(24)
    link = SignInLink.objects.create(
        user=user, secret_hash=_hash(secret), next_path=next_path, expires_at=at + life
    )
    trail.record("sign_in_link.created", on=link, by=by, at=at)
    return secret


def open_link(*, secret: str, at: datetime) -> SignInLink | None:
    """The link as long as it can still be used; looking changes nothing."""
    usable = SignInLink.objects.filter(used_at=None, expires_at__gt=at, user__is_active=True)
    return usable.select_related("user").filter(secret_hash=_hash(secret)).first()


@transaction.atomic
def use_sign_in_link(*, secret: str, at: datetime) -> SignInLink:
    """Claim the link for exactly one press.

    Raises `Refused` for a link that is unknown, used or over: the sentence is the same for all three.
    """
    claimed = SignInLink.objects.filter(
        secret_hash=_hash(secret), used_at=None, expires_at__gt=at, user__is_active=True
    ).update(used_at=at)
    if claimed != 1:
        raise Refused(
            _("This link is no longer valid. Ask for a sign-in code with your e-mail address."),
            code="link_used",
        )
    link = SignInLink.objects.select_related("user").get(secret_hash=_hash(secret))
    trail.record("sign_in_link.used", on=link, by=link.user, at=at)
    return link


@transaction.atomic
def reset_second_step(*, user: User, by, at: datetime) -> None:
    """Forget the authenticators of somebody who lost them, and sign them out everywhere."""
    Authenticator.objects.filter(user=user).delete()
    trail.record("second_step.reset", on=user, by=by, at=at)
    devices.end_every_device(user=user, by=by, at=at)


def _hash(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
