"""Known and unknown addresses are answered after the same time."""

import time
from functools import wraps

from django.conf import settings


def evenly(view):
    """Hold the answer to a POST back until `SIGN_IN_SECONDS` after it came."""

    @wraps(view)
    def held(request, *args, **kwargs):
        started = time.monotonic()
        response = view(request, *args, **kwargs)
        if request.method == "POST":
            time.sleep(max(0, settings.SIGN_IN_SECONDS - (time.monotonic() - started)))
        return response

    return held
