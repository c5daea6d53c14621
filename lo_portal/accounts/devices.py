"""The devices on which a person is signed in, and signing them out."""

from datetime import datetime

from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db import transaction

from lo_portal.accounts.models import User
from lo_portal.audit import trail
from lo_portal.limits import client_address

UNKNOWN_ADDRESS = "0.0.0.0"  # behind a socket file without a proxy header


def note_device(*, request, user: User) -> None:
    """The session that just began, in the list of its person's devices."""
    longest = UserSession._meta.get_field("user_agent").max_length
    UserSession.objects.update_or_create(
        session_key=request.session.session_key,
        defaults={
            "user": user,
            "ip": client_address(request) or UNKNOWN_ADDRESS,
            "user_agent": request.META.get("HTTP_USER_AGENT", "")[:longest],
        },
    )


@transaction.atomic
def end_device(*, device: UserSession, by, at: datetime) -> None:
    """Sign one device out; its next request finds no session."""
    Session.objects.filter(session_key=device.session_key).delete()
    trail.record("device.signed_out", on=device.user, by=by, at=at, detail={"devices": 1})
    device.delete()


@transaction.atomic
def end_every_device(*, user: User, by, at: datetime) -> int:
    """Sign `user` out everywhere. Returns on how many devices."""
    devices = UserSession.objects.filter(user=user)
    keys = list(devices.values_list("session_key", flat=True))
    Session.objects.filter(session_key__in=keys).delete()
    devices.delete()
    trail.record("device.signed_out", on=user, by=by, at=at, detail={"devices": len(keys)})
    return len(keys)
