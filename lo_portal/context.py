"""What every template may use."""

from django.conf import settings
from django.utils import timezone
from django.utils.module_loading import import_string

from lo_portal import appearance


def frame(request):
    """`now`, the development mark, and the menu of the page's event (built by the top room)."""
    navigation = import_string(settings.NAVIGATION) if settings.NAVIGATION else None
    user = getattr(request, "user", None)
    signed_in = user is not None and user.is_authenticated
    return {
        "now": timezone.now(),
        "development": settings.PORTAL_ENV == "development",
        "event": getattr(request, "event", None),
        "nav": navigation(request) if navigation and signed_in else [],
        **appearance.chosen(request),
    }
