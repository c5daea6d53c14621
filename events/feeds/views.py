"""Staff make and revoke tokens; a program that has one reads the lists that it names."""

import hashlib
from functools import wraps

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from events.feeds import content, services
from events.feeds.forms import FeedTokenForm
from events.feeds.models import FeedToken
from events.models import Event
from lo_portal.access import public, requires
from lo_portal.limits import client_address, over_limit
from lo_portal.refusals import Refused

READINGS_A_MINUTE, FAILURES_A_MINUTE = 60, 20
UNPROCESSABLE = 422
ONCE = "feed-token"  # in the session: the secret that is shown one time


@requires("feeds.list_tokens", on=Event)
@require_http_methods(["GET", "POST"])
def token_list(request, event):
    now = timezone.now()
    form = FeedTokenForm(request.POST or None, event=event, now=now)
    form.instance.event = event
    if request.method == "POST" and form.is_valid():
        try:
            token, secret = services.create_feed_token(
                event=event, values=form.changes, by=request.user, at=now
            )
        except Refused as refusal:
            form.add_error("expires_at", refusal.sentence)
        else:
            request.session[ONCE] = {"secret": secret, "title": str(token)}
            return redirect("feeds:token-list", event.slug)
    titles = {one.key: str(one.title) for one in content.offered()}
    tokens = FeedToken.objects.filter(event=event).select_related("made_by")
    page = {
        "form": form,
        "tokens": [(one, ", ".join(titles.get(key, key) for key in one.lists)) for one in tokens],
        "now": now,
        "once": request.session.pop(ONCE, None),
        "address": f"{settings.PORTAL_BASE_URL}/api/v1/events/{event.slug}/",
    }
    return render(request, "feeds/token_list.html", page, status=UNPROCESSABLE if form.errors else 200)


@requires("feeds.revoke_token", on=FeedToken)
@require_POST
def token_revoke(request, token):
    services.revoke_feed_token(token=token, by=request.user, at=timezone.now())
    messages.success(request, _("The token is revoked; the program reads nothing any more."))
    return redirect("feeds:token-list", token.event.slug)


def for_consumers(view):
    """Let a program in by `Authorization: Bearer <token>`; unknown, ended and revoked look alike (401)."""

    @wraps(view)
    def guarded(request, slug, **kwargs):
        address, now = client_address(request), timezone.now()
        scheme, _blank, secret = request.headers.get("Authorization", "").partition(" ")
        token = services.admit(secret=secret.strip(), at=now) if scheme.lower() == "bearer" else None
        if token is None:
            if over_limit("feed-failures", address, limit=FAILURES_A_MINUTE, seconds=60):
                return _failure(429, "too many attempts", {"Retry-After": "60"})
            return _failure(401, "no valid token", {"WWW-Authenticate": "Bearer"})
        if over_limit("feed", str(token.pk), limit=READINGS_A_MINUTE, seconds=60):
            return _failure(429, "at most 60 readings a minute", {"Retry-After": "60"})
        if token.event.slug != slug:
            return _failure(404, "not an event of this token")
        return view(request, token, now=now, **kwargs)

    return guarded


@public
@require_safe
@for_consumers
def feed_index(request, token, now):
    """Which lists the token reads, and their columns: the token is the permission."""
    return _answer(request, content.index(token.event, token.lists))


@public
@require_safe
@for_consumers
def feed(request, token, now, key):
    """One list of the event as JSON, 304 while it is unchanged: the token is the permission."""
    listing = next((one for one in content.offered() if one.key == key and key in token.lists), None)
    if listing is None:
        return _failure(404, "not a list of this token")
    return _answer(request, content.rows(token.event, listing, now))


def _answer(request, facts: dict) -> HttpResponse:
    body = content.encoded(facts)
    etag = f'"{hashlib.sha256(body).hexdigest()}"'
    response = HttpResponse(body, content_type="application/json")
    response["ETag"] = etag
    response["Cache-Control"] = "private, no-cache"
    return get_conditional_response(request, etag=etag, response=response)


def _failure(status: int, words: str, headers: dict | None = None) -> JsonResponse:
    response = JsonResponse({"error": words}, status=status, headers=headers)
    response["Cache-Control"] = "no-store"
    return response
