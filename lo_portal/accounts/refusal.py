"""How a request is answered that the door does not let through: nothing typed is ever lost.

A page leads to where the missing step is made and comes back. A fragment gets 401 and a header that
glue.js turns into a banner above the untouched page. A form that was sent gets a page that holds what
was typed and sends it again.
"""

from django.contrib.auth.views import redirect_to_login
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from lo_portal import errors
from lo_portal.once.tags import FIELD

# What is missing, and where it is made.
PLACES = {
    "signed-out": "account_request_login_code",
    "second-step": "accounts:second-step",
    "step-up": "accounts:step-up",
}
HIDDEN = {"csrfmiddlewaretoken", FIELD}  # nobody typed them, and the page has its own


def ask(request, reason: str) -> HttpResponse:
    """The answer that asks for `reason`, a key of `PLACES`."""
    place = reverse(PLACES[reason])
    if is_fragment(request):
        return HttpResponse(status=401, headers={"X-Door": reason, "Cache-Control": "no-store, private"})
    if request.method in {"GET", "HEAD"} or not has_typed(request):
        here = request.get_full_path() if request.method in {"GET", "HEAD"} else _page_before(request)
        return redirect_to_login(here, place)
    page = {
        "reason": reason,
        "place": place,
        "kept": [field for field in errors.typed_fields(request) if field[0] not in HIDDEN],
        "files": sorted(request.FILES),
        "path": request.get_full_path(),
    }
    response = render(request, "accounts/kept.html", page, status=401)
    response["Cache-Control"] = "no-store, private"
    return response


def is_fragment(request) -> bool:
    return request.headers.get("HX-Request") == "true" and request.headers.get("HX-Boosted") != "true"


def has_typed(request) -> bool:
    return request.method == "POST" and any(
        name not in HIDDEN and value for name, value in errors.typed_fields(request)
    )


def _page_before(request) -> str:
    """A button without typed text: afterwards the reader is back at the page with the button."""
    from urllib.parse import urlsplit

    before = urlsplit(request.headers.get("Referer", ""))
    return before.path if before.netloc == request.get_host() else "/"
