"""Who comes in: signed in, not idle for too long, and proven by a second step where it is due."""

import ipaddress

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.auth import logout
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.http import Http404
from django.utils import timezone

from lo_portal.accounts import door, refusal
from lo_portal.limits import client_address

# What a person without the second step may open: the pages that set it up or ask for it, and the way out.
BEFORE_SECOND_STEP = {
    *("accounts:second-step", "accounts:csrf-token", "appearance", "account_logout"),
    *("mfa_activate_totp", "mfa_add_webauthn", "mfa_reauthenticate", "mfa_reauthenticate_webauthn"),
    "account_reauthenticate",
}
ADMIN = "admin"


class Door(LoginRequiredMiddleware):
    """Deny by default: every view asks for a person unless it is marked public.

    Django's admin marks its views public and guards them itself; here it is treated like any other page,
    and its changes want a fresh proof.
    """

    def process_view(self, request, view_func, view_args, view_kwargs):
        in_admin = request.resolver_match.namespace == ADMIN
        if in_admin and not _is_admin_network(request):
            raise Http404
        if request.user.is_authenticated and door.is_over(request.session, request.user):
            logout(request)
        if not request.user.is_authenticated:
            return None if in_admin else super().process_view(request, view_func, view_args, view_kwargs)
        _note_use(request)
        if not in_admin and not getattr(view_func, "login_required", True):
            return None
        if _lacks_second_step(request):
            return refusal.ask(request, "second-step")
        if in_admin and _changes(request) and not door.is_fresh(request):
            return refusal.ask(request, "step-up")
        return None

    def handle_no_permission(self, request, view_func):
        if refusal.is_fragment(request) or refusal.has_typed(request):
            return refusal.ask(request, "signed-out")
        return super().handle_no_permission(request, view_func)


def _changes(request) -> bool:
    return request.method == "POST" and request.resolver_match.view_name != "admin:logout"


def _lacks_second_step(request) -> bool:
    return (
        door.needs_second_step(request.user)
        and not door.is_proven(request)
        and request.resolver_match.view_name not in BEFORE_SECOND_STEP
    )


def _note_use(request) -> None:
    """A page that merely refreshes itself is nobody at work; glue.js marks such requests."""
    if "X-Background" not in request.headers and door.note_use(request.session):
        UserSession.objects.filter(session_key=request.session.session_key).update(
            last_seen_at=timezone.now()
        )


def _is_admin_network(request) -> bool:
    if not settings.ADMIN_NETWORKS:
        return True
    try:
        address = ipaddress.ip_address(client_address(request))
    except ValueError:
        return False
    return any(address in ipaddress.ip_network(network) for network in settings.ADMIN_NETWORKS)
