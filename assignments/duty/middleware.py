"""When the person behind a browser changes, the browser forgets what it kept."""

from django.contrib.auth import SESSION_KEY


class ForgetOnChange:
    """Send `Clear-Site-Data` when a request signs somebody out, or somebody else in.

    The phone keeps the officer's duty sheet for bad signal; the next person on the same phone must
    not find it. The page's own script clears too: not every browser honours the header.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        before = request.session.get(SESSION_KEY)
        response = self.get_response(request)
        after = request.session.get(SESSION_KEY)
        if before != after:
            response["Clear-Site-Data"] = '"storage"' if before is None else '"cache", "storage"'
        return response
