"""What a session is worth: for how long, proven by what, and how freshly.

Everything is read from the session itself, so that asking costs no query. allauth writes down there
which steps were passed (`get_authentication_records`); the two times of a session stand beside them.
"""

import time
from datetime import timedelta

from allauth.account.authentication import AUTHENTICATION_METHODS_SESSION_KEY, get_authentication_records
from allauth.account.internal.flows.login import record_authentication
from django.conf import settings

from lo_portal.accounts.models import Role

# Those who see other people's data: a password or a code alone does not let them in.
SECOND_STEP_ROLES = frozenset({Role.STAFF, Role.COORDINATOR, Role.SIGNATORY, Role.ADMIN})
FRESH_SECONDS = 15 * 60
NOTED_EVERY = 60  # seconds between two notes of the last use

_SINCE, _SEEN = "door_since", "door_seen"


def needs_second_step(user) -> bool:
    return user.is_superuser or not SECOND_STEP_ROLES.isdisjoint(user.roles)


def is_proven(request) -> bool:
    """Whether this session passed a second step: authenticator app, passkey or recovery code."""
    return any(record["method"] == "mfa" for record in get_authentication_records(request, request.user))


def is_fresh(request) -> bool:
    """Whether the person showed within the last 15 minutes that it is really them.

    For those who need a second step only the second step counts, or signing in with it.
    """
    if settings.LINKS_VOUCH:
        return True
    wanted = {"mfa"} if needs_second_step(request.user) else {"mfa", "password", "code", "link"}
    shown = [
        record["at"]
        for record in get_authentication_records(request, request.user)
        if record["method"] in wanted
    ]
    return bool(shown) and time.time() - max(shown) < FRESH_SECONDS


def vouch(request, user) -> None:
    """Count the second step as passed: somebody just set one up, or a link of development is enough."""
    record_authentication(request, user, method="mfa", reauthenticated=True)


def note_arrival(session) -> None:
    """The session begins now."""
    session[_SINCE] = session[_SEEN] = time.time()


def note_use(session) -> bool:
    """Remember that a person is at it, at most once a minute; True when it was written down."""
    now = time.time()
    if now - session[_SEEN] < NOTED_EVERY:
        return False
    session[_SEEN] = now
    return True


def is_over(session, user) -> bool:
    """Whether the session lay idle for too long or is too old for what the person is (rule 9)."""
    since, seen = session.get(_SINCE), session.get(_SEEN)
    if since is None or seen is None:
        return True
    idle, whole = limits_of(user)
    now = time.time()
    return now - seen > idle.total_seconds() or now - since > whole.total_seconds()


def limits_of(user) -> tuple[timedelta, timedelta]:
    """How long the session of `user` may lie idle, and how long it lasts: the strictest of the roles."""
    pairs = [settings.SESSION_LIMITS[role] for role in user.roles] or [settings.SESSION_LIMITS[Role.STAFF]]
    if user.is_superuser:
        pairs.append(settings.SESSION_LIMITS[Role.ADMIN])
    return min(idle for idle, _whole in pairs), min(whole for _idle, whole in pairs)


def forget_steps(session) -> None:
    session.pop(AUTHENTICATION_METHODS_SESSION_KEY, None)
