"""Fields that were posted and that nobody read: ignored as ever, and one line in the log says so.

What a view knows is what it reads: forms read the names of their fields, verbs theirs, the door and the key
of the form those of the frame. Whatever is left over when the work is done was not on our form: a tool, an
old page, or somebody who tries for a column. The line tells names and their number, never a value.
"""

import logging
import re

from django.http import QueryDict

from lo_portal.once.tags import FIELD

logger = logging.getLogger(__name__)

# Names of the frame, read before a view is reached; the button that Django's admin never looks at.
KNOWN = {"csrfmiddlewaretoken", FIELD, "_save"}
NAMES_TOLD = 20
_PLAIN_NAME = re.compile(r"[\w.-]{1,40}")


class Posted(QueryDict):
    """What was posted, noting in `read` each name that somebody asked for; walking over all asks for none."""

    def __init__(self, *args, **kwargs):
        self.read = set(KNOWN)
        super().__init__(*args, **kwargs)

    @classmethod
    def watching(cls, posted: QueryDict) -> "Posted":
        watched = cls(mutable=True, encoding=posted.encoding)
        for name, values in posted.lists():
            watched.setlist(name, values)
        watched._mutable = False
        return watched

    def __getitem__(self, name):
        self.read.add(name)
        return super().__getitem__(name)

    def __contains__(self, name):
        self.read.add(name)
        return super().__contains__(name)

    def getlist(self, name, default=None):
        self.read.add(name)
        return super().getlist(name, default)

    def items(self):
        """Pairs as in `QueryDict`, read by nobody yet: see `lo_portal.forms.posted_below`."""
        return ((name, values[-1] if values else []) for name, values in self.lists())

    @property
    def unread(self) -> list[str]:
        return sorted(set(self.keys()) - self.read)


class UnreadFields:
    """Middleware, innermost: watches the fields of each post and tells of those left over.

    Only where the work was done: a view that refuses has not read everything yet.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        posted = getattr(request, "watched", None)
        if posted is not None and response.status_code < 400 and not getattr(request, "refused", False):
            _tell(request, posted.unread)
        return response

    def process_view(self, request, view_func, view_args, view_kwargs):
        """Here, for now the body was read anyway, for the token against forged forms."""
        if request.method == "POST" and not getattr(view_func, "csrf_exempt", False):
            request.watched = request.POST = Posted.watching(request.POST)


def _tell(request, names: list[str]) -> None:
    if names:
        told = [name for name in names if _PLAIN_NAME.fullmatch(name)][:NAMES_TOLD]
        logger.warning(
            "extra fields were posted and ignored",
            extra={"view": request.resolver_match.view_name, "count": len(names), "fields": " ".join(told)},
        )
