"""Web push to the browsers that a person allowed: at least once, replacing its own earlier copy there."""

import json
from fnmatch import fnmatch
from urllib.parse import urlsplit

from django.conf import settings
from django.utils.translation import gettext_lazy as _
from requests import RequestException

from assignments.notices.channels.base import Channel, Permanent, Temporary, Trouble
from assignments.notices.models import PushSubscription

TTL_SECONDS = 6 * 3600
TIMEOUT_SECONDS = 10
BODY_LENGTH = 300
GONE = {404, 410}
OURS_TO_MEND = {401, 403, 429}  # keys or limits of this installation, not this browser


class WebPushChannel(Channel):
    code = "push"
    label = _("On the device")
    icon = "phone"

    def reaches(self, recipient_ids):
        if not settings.WEBPUSH_PRIVATE_KEY:
            return set()
        rows = PushSubscription.objects.filter(recipient__in=recipient_ids)
        return set(rows.values_list("recipient_id", flat=True))

    def send(self, session, outgoing):
        """Sent when one of the person's browsers took it; browsers that are gone are forgotten."""
        rows = PushSubscription.objects.filter(recipient=outgoing.recipient_id)
        troubles = [trouble for row in rows if (trouble := _push(row, outgoing)) is not None]
        if not rows or len(troubles) == len(rows):
            raise _worst(troubles) or Permanent("no-device", "no browser of this person takes notices")
        return f"{len(rows) - len(troubles)} x web push"


def is_push_service(endpoint: str) -> bool:
    """Whether the address belongs to a known push service: the portal sends to no other host."""
    parts = urlsplit(endpoint)
    return any(fnmatch(f"{parts.scheme}://{parts.netloc}", known) for known in settings.WEBPUSH_SERVICES)


def _push(row: PushSubscription, outgoing) -> Trouble | None:
    from pywebpush import WebPushException, webpush  # a second of imports that only workers need

    try:
        webpush(
            {"endpoint": row.endpoint, "keys": {"p256dh": row.p256dh, "auth": row.auth}},
            data=json.dumps(payload(outgoing)),
            vapid_private_key=settings.WEBPUSH_PRIVATE_KEY,
            vapid_claims={"sub": settings.WEBPUSH_CONTACT},
            timeout=TIMEOUT_SECONDS,
            ttl=TTL_SECONDS,
        )
    except WebPushException as error:
        return _trouble_of(error, row)
    except RequestException as error:
        return Temporary("connection", type(error).__name__, left=True)
    return None


def payload(outgoing) -> dict:
    """What the service worker shows: a title, one sentence, where a tap leads."""
    content = outgoing.content
    return {
        "title": outgoing.title,
        "body": (content.get("lead") or "")[:BODY_LENGTH],
        "tag": outgoing.message_id.strip("<>").partition("@")[0],
        "path": (content.get("action") or {}).get("path", "/"),
    }


def _trouble_of(error, row: PushSubscription) -> Trouble:
    status = error.response.status_code if error.response is not None else 0
    if status in GONE:
        row.delete()
        return Permanent("no-device", "the browser no longer takes notices")
    if 400 <= status < 500 and status not in OURS_TO_MEND:
        return Permanent(str(status), "the push service refused the message")
    return Temporary(str(status or "push"), "the push service did not take the message")


def _worst(troubles: list[Trouble]) -> Trouble | None:
    """One that is worth another try, before one that is not."""
    return next((one for one in troubles if isinstance(one, Temporary)), troubles[0] if troubles else None)
