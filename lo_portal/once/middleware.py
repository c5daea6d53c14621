"""The second sending of a form is led where the first one led."""

import hashlib
import uuid
from contextlib import contextmanager, suppress

from django.db import Error, connection
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse

from lo_portal.accounts import refusal
from lo_portal.once.models import Answer
from lo_portal.once.tags import FIELD

SIGN_IN = "/account/"


class Once:
    """Two sendings that come at once are taken in turn: the second waits for the first one's answer."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        key = _key(request)
        if key is None:
            return self.get_response(request)
        with _in_turn(request.user, key):
            first = Answer.objects.filter(user=request.user, key=key).first()
            if first:
                return HttpResponseRedirect(first.location)
            response = self.get_response(request)
            if _leads_on(request, response):
                Answer.objects.create(user=request.user, key=key, location=response["Location"])
        return response


def _key(request) -> uuid.UUID | None:
    if request.method != "POST" or not request.user.is_authenticated or request.htmx:
        return None
    try:
        return uuid.UUID(request.POST.get(FIELD, ""))
    except ValueError:
        return None


def _leads_on(request, response: HttpResponse) -> bool:
    """Whether the work was done; a form shown again, or refused, may be sent again.

    To be asked who one is is no answer either: the form itself is still to be sent.
    """
    if response.status_code not in (302, 303) or getattr(request, "refused", False):
        return False
    doors = (SIGN_IN, *(reverse(place) for place in refusal.PLACES.values()))
    return not response["Location"].startswith(doors)


@contextmanager
def _in_turn(user, key: uuid.UUID):
    """Held by the connection, not by a transaction; a process that dies lets go of it."""
    digest = hashlib.blake2b(f"{user.pk}:{key}".encode(), digest_size=8).digest()
    number = int.from_bytes(digest, signed=True)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [number])
    try:
        yield
    finally:
        with suppress(Error), connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [number])
