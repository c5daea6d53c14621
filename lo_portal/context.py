"""What every template may use."""

from django.conf import settings
from django.utils import timezone
from django.utils.module_loading import import_string

from lo_portal import appearance


def frame(request):
    """`now`, the event of the page, and what the top room says about the menu (`settings.NAVIGATION`)."""
    event = getattr(request, "event", None)
    context = {
        "now": timezone.now(),
        "development": settings.PORTAL_ENV == "development",
        "event": event,
        "open_event": event,
        **appearance.chosen(request),
    }
    user = getattr(request, "user", None)
    if settings.NAVIGATION and user is not None and user.is_authenticated:
        context |= import_string(settings.NAVIGATION)(request)
    return context
