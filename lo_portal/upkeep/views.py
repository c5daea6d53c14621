"""What a supervisor, a monitor and a scraper ask."""

import secrets
from functools import wraps

from django.conf import settings
from django.http import Http404, HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from lo_portal.access import public
from lo_portal.limits import client_address
from lo_portal.upkeep import figures, readiness

LOOPBACK = {"127.0.0.1", "::1", ""}  # "" is a Unix socket


def for_operators(view):
    """Only from this machine itself, or with `Authorization: Bearer MONITOR_TOKEN`; others see a 404."""

    @wraps(view)
    def guarded(request, *args, **kwargs):
        here = client_address(request) in LOOPBACK and "X-Forwarded-For" not in request.headers
        given = request.headers.get("Authorization", "").removeprefix("Bearer ")
        token = settings.MONITOR_TOKEN
        if not here and not (token and secrets.compare_digest(given.encode(), token.encode())):
            raise Http404
        return view(request, *args, **kwargs)

    return guarded


@public
@require_safe
@never_cache
def healthz(request):
    """Liveness, for a process supervisor: nothing but this process is asked."""
    return JsonResponse({"status": "ok"})


@public
@for_operators
@require_safe
@never_cache
def readyz(request):
    """Readiness, for a monitor: 503 names the part. Redis only degrades. Operators only."""
    parts = readiness.readings()
    broken = [reading.part for reading in parts if reading.word == "unavailable"]
    body = {
        "status": "unavailable" if broken else "ok",
        "broken": broken,
        "parts": {
            reading.part: {"state": reading.word, "value": reading.value, "limit": reading.limit}
            for reading in parts
        },
    }
    return JsonResponse(body, status=503 if broken else 200)


@public
@for_operators
@require_safe
@never_cache
def metrics(request):
    """Figures for Prometheus. Operators only."""
    return HttpResponse(figures.exposition(), content_type=figures.CONTENT_TYPE)
