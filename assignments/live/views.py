"""*Papan pantau*: at the desk and on a wall. Both ask every five seconds; nothing new, nothing sent."""

import hashlib

from django.core.cache import cache
from django.http import HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_GET

from assignments.field import selectors as field
from assignments.live import drawing, loader
from assignments.live.board import Column, board_of
from assignments.live.words import COLUMN_WORDS
from events.models import Event
from lo_portal.access import may, requires
from lo_portal.accounts.models import Role

KEPT_SECONDS = 3


@requires("live.view_board", on=Event)
@require_GET
def live_board(request, event):
    """Delegation by column, the open incidents beside it."""
    show = request.GET.get("show", "")
    part, digest = _part(request, event, "live/_board.html", show if show in ("look", "top") else "")
    if request.htmx:
        return _changed(request, part, digest)
    context = {"part": part, "digest": digest, "may_wall": may(request.user, "live.view_wall", event)}
    return render(request, "live/live_board.html", context)


@requires("live.view_wall", on=Event)
@require_GET
def live_wall(request, event):
    """For a screen that everybody sees: no guest's name, no control."""
    part, digest = _part(request, event, "live/_wall.html")
    if request.htmx:
        return _changed(request, part, digest)
    return render(request, "live/live_wall.html", {"part": part, "digest": digest})


def _changed(request, part: str, digest: str) -> HttpResponse:
    """The part anew, or 204 for a screen that shows just this already."""
    if request.GET.get("seen") == digest:
        return HttpResponse(status=204)
    return HttpResponse(part)


def _part(request, event: Event, template: str, show: str = "") -> tuple[str, str]:
    """The rendered board and its digest. Two hundred screens of one kind draw it once in three seconds."""
    whose = "staff" if request.user.has_role(Role.STAFF) else str(request.user.pk)
    key = f"live:{event.pk}:{template}:{show}:{whose}:{get_language()}"
    kept = _kept(key)
    if kept is None:
        kept = _drawn(request, event, template, show)
        _keep(key, kept)
    return kept


def _drawn(request, event: Event, template: str, show: str) -> tuple[str, str]:
    at = timezone.now()
    board = board_of(loader.load_facts(event, request.user, at), at)
    context = {
        "event": event, "board": board, "show": show,
        "groups": drawing.groups_of(board, event, show), "tiles": drawing.tiles_of(board),
        "columns": [COLUMN_WORDS[column] for column in Column],
        "incidents": field.open_incidents(event, request.user),
    }  # fmt: skip
    body = render_to_string(template, context)
    digest = hashlib.sha256(body.encode()).hexdigest()[:16]
    return body.replace("DIGEST", digest), digest


def _kept(key: str):
    try:
        return cache.get(key)
    except Exception:  # a dead cache only costs time
        return None


def _keep(key: str, value) -> None:
    try:
        cache.set(key, value, KEPT_SECONDS)
    except Exception:
        return
