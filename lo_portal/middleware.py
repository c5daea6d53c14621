"""Rules that hold for every response: the language, no caching of private pages, refusals as pages."""

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.utils import translation
from django.utils.cache import patch_cache_control
from django.utils.http import url_has_allowed_host_and_scheme
from pghistory.middleware import HistoryMiddleware

from lo_portal import errors, logs
from lo_portal.accounts.models import Role
from lo_portal.refusals import Conflict, Refused


class Language:
    """Indonesian unless the reader chose otherwise with the language switch; the browser is not asked.

    An office whose computers were set up in English still reads its own letters in Indonesian.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME)
        language = chosen if chosen in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
        request.LANGUAGE_CODE = language
        translation.activate(language)
        response = self.get_response(request)
        response.headers.setdefault("Content-Language", language)
        return response


class HeadIsGet:
    """HEAD is answered as GET is, without the body, which the server leaves out: views know GET alone."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view_func, view_args, view_kwargs):
        if request.method == "HEAD":
            request.method = "GET"


class History(HistoryMiddleware):
    """The row history notes who and where, but no secret of a link that was in the address."""

    def get_context(self, request):
        context = super().get_context(request)
        return context | {"url": logs.scrub(context["url"])}


class PlainText:
    """Leaves out NUL from what was asked and posted: no person types it, PostgreSQL keeps no such text."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, _view, _args, _kwargs):
        for name in ("GET", "POST"):
            fields = getattr(request, name)
            if any("\0" in text for _field, texts in fields.lists() for text in texts):
                setattr(request, name, _without_nul(fields))


def _without_nul(fields: QueryDict) -> QueryDict:
    plain = fields.copy()
    for name, texts in fields.lists():
        plain.setlist(name, [text.replace("\0", "") for text in texts])
    plain._mutable = False
    return plain


class PrivateResponses:
    """Authenticated answers carry `no-store, private` unless the view said otherwise (rule 10)."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        user = getattr(request, "user", None)
        if user is not None and user.is_authenticated and not response.has_header("Cache-Control"):
            patch_cache_control(response, no_store=True, private=True)
        return response


class OpenEvent:
    """Remembers which event staff had open: its menu stays beside pages that belong to no event."""

    cookie = "event"

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        event, user = getattr(request, "event", None), getattr(request, "user", None)
        is_staff = user is not None and user.is_authenticated and user.has_role(Role.STAFF)
        if event and is_staff and request.COOKIES.get(self.cookie) != event.slug:
            response.set_cookie(
                self.cookie, event.slug, samesite="Lax", secure=request.is_secure(), httponly=True
            )
        return response


class Refusals:
    """Show a `Refused` that no view caught: back to the page it came from, with the sentence.

    Where words were typed, a page with the sentence and those words instead: to be mended and sent again.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_exception(self, request, exception):
        if not isinstance(exception, Refused):
            return None
        request.refused = True
        page = {"refusal": exception} | errors.typed_words(request)
        if isinstance(exception, Conflict):
            return render(request, "409.html", page, status=409)
        if request.htmx:
            return render(request, "frame/_refusal.html", page, status=exception.status)
        back = None if "words" in page else self._back(request)
        if back is None:
            return render(request, "frame/refusal.html", page, status=exception.status)
        messages.error(request, exception.sentence)
        return back

    def _back(self, request) -> HttpResponse | None:
        referer = request.headers.get("Referer", "")
        safe = url_has_allowed_host_and_scheme(referer, {request.get_host()}, request.is_secure())
        if safe and referer != request.build_absolute_uri():
            return HttpResponseRedirect(referer)
        return None
