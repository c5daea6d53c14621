"""Two rules that hold for every response: private pages are not cached, refusals are pages."""

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.cache import patch_cache_control
from django.utils.http import url_has_allowed_host_and_scheme

from lo_portal.refusals import Conflict, Refused


class PrivateResponses:
    """Authenticated answers carry `no-store, private` unless the view said otherwise (rule 10)."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        user = getattr(request, "user", None)
        if user is not None and user.is_authenticated and not response.has_header("Cache-Control"):
            patch_cache_control(response, no_store=True, private=True)
        return response


class Refusals:
    """Show a `Refused` that no view caught: back to the page it came from, with the sentence."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_exception(self, request, exception):
        if not isinstance(exception, Refused):
            return None
        if isinstance(exception, Conflict):
            return render(request, "409.html", {"refusal": exception}, status=409)
        if request.htmx:
            return render(request, "frame/_refusal.html", {"refusal": exception}, status=exception.status)
        messages.error(request, exception.sentence)
        return self._back(request) or render(
            request, "frame/refusal.html", {"refusal": exception}, status=exception.status
        )

    def _back(self, request) -> HttpResponse | None:
        referer = request.headers.get("Referer", "")
        safe = url_has_allowed_host_and_scheme(referer, {request.get_host()}, request.is_secure())
        if safe and referer != request.build_absolute_uri():
            return HttpResponseRedirect(referer)
        return None
