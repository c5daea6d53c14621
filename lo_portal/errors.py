"""Error pages in the design. The 500 page needs nothing that may be broken: no database, no session."""

import sys

from django.db import InterfaceError, OperationalError
from django.http import HttpResponse, HttpResponseServerError
from django.shortcuts import render
from django.template.loader import get_template
from django.utils.translation import gettext_lazy as _

RETRY_SECONDS = 5
SECRETS = ("password", "passphrase", "secret", "otp", "identity")
# What people type in dialogs that are no form of ours: a refusal shows it, to be mended and sent again.
WORDS = {
    "reason": _("Reason"),
    "note": _("Note"),
    "answer": _("Answer given to the guest"),
    "lessons": _("Lessons for the next event"),
    "text": _("Message"),
}


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


def typed_words(request) -> dict:
    """The typed text of a refused form as template variables: `words` to mend, `kept` goes along unseen.

    Empty where nothing was typed that a person would have to type again.
    """
    typed = typed_fields(request)
    words = [(name, WORDS[name], value) for name, value in typed if name in WORDS]
    if not any(value.strip() for _name, _label, value in words):
        return {}
    return {"words": words, "kept": [(name, value) for name, value in typed if name not in WORDS]}


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
