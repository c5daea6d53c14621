"""The verification page: for anybody who holds the paper."""

from django.http import Http404
from django.shortcuts import render
from django.views.decorators.http import require_GET

from assignments.letters import verification
from lo_portal.access import public
from lo_portal.limits import client_address, over_limit


@public
@require_GET
def verify(request, token):
    """Public by purpose (L6): state, number and date; names masked; wrong tokens all look alike."""
    if over_limit("verify", client_address(request), limit=60, seconds=60):
        return render(request, "letters/verify_busy.html", status=429)
    letter = verification.public_letter(token)
    if letter is None:
        raise Http404
    response = render(
        request,
        "letters/verify.html",
        {"letter": letter, "more": letter.people_count - len(letter.people)},
    )
    response["X-Robots-Tag"] = "noindex"
    response["Cache-Control"] = "no-store"
    return response
