"""Letting somebody in who pressed a personal link, and where a person was going before a question."""

from allauth.account.internal.flows.login import perform_login, record_authentication
from allauth.account.models import Login
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.auth import REDIRECT_FIELD_NAME, login, logout
from django.http import HttpResponse
from django.shortcuts import redirect, resolve_url
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from lo_portal.accounts import door

BACKEND = "django.contrib.auth.backends.ModelBackend"
_WAY = "door_way"


def let_in(request, user, *, to: str) -> HttpResponse:
    """Sign `user` in by a link and lead to the path `to`; whoever set up a second step is asked for it."""
    to = to or resolve_url(settings.LOGIN_REDIRECT_URL)
    if settings.LINKS_VOUCH:
        login(request, user, backend=BACKEND)
        door.vouch(request, user)
        return redirect(to)
    if request.user == user:
        return redirect(to)
    if request.user.is_authenticated:
        logout(request)
    record_authentication(request, user, method="link")
    return perform_login(request, Login(user=user, redirect_url=to))


def remembered_way(request) -> str:
    """Where the person was going: `?next=`, else what it was before, else the start page."""
    wanted = request.GET.get(REDIRECT_FIELD_NAME, "")
    is_here = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, request.is_secure())
    if wanted.startswith("/") and is_here:  # anything else Django would take for the name of a view
        request.session[_WAY] = wanted
    return request.session.get(_WAY) or resolve_url(settings.LOGIN_REDIRECT_URL)


def ways_to_confirm(user, *, second_step_only: bool) -> list[str]:
    """Addresses at which `user` can show again who they are, the usual one first."""
    kinds = set(Authenticator.objects.filter(user=user).values_list("type", flat=True))
    ways = []
    if Authenticator.Type.TOTP in kinds:
        ways.append("mfa_reauthenticate")
    if Authenticator.Type.WEBAUTHN in kinds:
        ways.append("mfa_reauthenticate_webauthn")
    if user.has_usable_password() and not second_step_only:
        ways.append("account_reauthenticate")
    return [reverse(way) for way in ways]
