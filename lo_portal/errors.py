"""Error pages in the design. The 500 page needs nothing that may be broken: no database, no session."""

import sys

from django.db import InterfaceError, OperationalError
from django.http import HttpResponse, HttpResponseServerError
from django.shortcuts import render
from django.template.loader import get_template

RETRY_SECONDS = 5
SECRETS = ("password", "passphrase", "secret", "otp", "identity")


def bad_request(request, exception=None):
    return render(request, "400.html", status=400)


def forbidden(request, exception=None):
    return render(request, "403.html", status=403)


def not_found(request, exception=None):
    return render(request, "404.html", status=404)


def server_error(request):
    """A fault, or a database that is away for the moment: then what was typed can be sent again."""
    if isinstance(sys.exc_info()[1], (OperationalError, InterfaceError)):
        return resting(request)
    return HttpResponseServerError(get_template("500.html").render({}))


def typed_fields(request) -> list[tuple[str, str]]:
    """What was posted, as (name, value), so that a page can offer to send it again; never secrets."""
    try:
        signing_in = request.path.startswith("/account/")
        posted = request.POST.lists() if request.method == "POST" and not signing_in else ()
        return [
            (name, value)
            for name, values in posted
            for value in values
            if not any(word in name.lower() for word in SECRETS)
        ]
    except Exception:
        return []  # the body was cut off


def resting(request):
    """503 with the posted fields in a form, so that one press repeats the work; never with secrets."""
    page = {
        "posted": request.method == "POST",
        "kept": typed_fields(request),
        "path": request.get_full_path(),
    }
    response = HttpResponse(get_template("503.html").render(page), status=503)
    response["Retry-After"] = str(RETRY_SECONDS)
    response["Cache-Control"] = "no-store, private"
    return response
