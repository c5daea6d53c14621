"""What a person may choose for eyes and hands: theme and single-key shortcuts, kept in two plain cookies."""

from django.http import HttpResponseBadRequest, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from lo_portal.access import public

CHOICES = {"theme": ("light", "dark", "auto"), "shortcuts": ("on", "off")}
YEAR = 365 * 24 * 3600


def chosen(request):
    """Context for every template: the stored choices; the first of each where none is stored."""
    stored = {name: request.COOKIES.get(name) for name in CHOICES}
    return {name: stored[name] if stored[name] in values else values[0] for name, values in CHOICES.items()}


@public
@require_POST
def appearance(request):
    """Remember one choice on this device and go back; it reveals nothing, so anybody may set it."""
    picked = {name: request.POST[name] for name in CHOICES if name in request.POST}
    if not picked or any(value not in CHOICES[name] for name, value in picked.items()):
        return HttpResponseBadRequest()
    target = request.POST.get("next", "/")
    if not url_has_allowed_host_and_scheme(target, {request.get_host()}, request.is_secure()):
        target = "/"
    response = HttpResponseRedirect(target)
    for name, value in picked.items():
        response.set_cookie(
            name, value, max_age=YEAR, samesite="Lax", secure=request.is_secure(), httponly=True
        )
    return response
