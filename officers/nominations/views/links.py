"""The door of an agency's pages: the secret is the permission, and every wrong one looks alike."""

from functools import wraps

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache

from lo_portal.access import public
from lo_portal.limits import client_address, over_limit
from lo_portal.refusals import Refused
from officers.nominations import services

OPENINGS_A_MINUTE = 60
TOO_MANY = 429


def by_link(view):
    """Open a page to whoever holds the link: `view(request, nomination, secret, ...)`.

    Rate-limited by address; unknown, revoked and ended links are one 404. A refusal becomes a message
    on the agency's page.
    """

    @wraps(view)
    def opened(request, secret, **kwargs):
        if over_limit("nomination", client_address(request), limit=OPENINGS_A_MINUTE, seconds=60):
            return _sealed(render(request, "nominations/slow.html", status=TOO_MANY))
        nomination = services.open_nomination(secret=secret, at=timezone.now())
        if nomination is None:
            raise Http404
        try:
            return _sealed(view(request, nomination, secret, **kwargs))
        except Refused as refusal:
            messages.error(request, refusal.sentence)
            return _sealed(redirect("nominations:agency-home", secret))

    return public(never_cache(opened))


def _sealed(response):
    """No search engine keeps it, no other site learns the address.

    Not "no-referrer": browsers then send the forms of the page without their origin, which is refused.
    """
    response["X-Robots-Tag"] = "noindex, nofollow"
    response["Referrer-Policy"] = "same-origin"
    return response
