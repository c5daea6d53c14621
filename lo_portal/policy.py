"""Browsers tell here what the content security policy kept from running; the log is read by a person."""

import json
import logging
from urllib.parse import urlsplit

from django.http import HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from lo_portal.access import public
from lo_portal.limits import client_address, over_limit

logger = logging.getLogger(__name__)

MOST_BYTES = 8 * 1024
A_MINUTE = 10


@csrf_exempt
@public
@require_POST
def policy_report(request):
    """Public, for a browser reports without a session: one line in the log, addresses without their queries.

    Whatever is too long, unreadable or too often is answered the same and not written.
    """
    if not over_limit("policy", client_address(request), limit=A_MINUTE, seconds=60):
        report = _report(request)
        if report:
            logger.warning("content security policy: %s kept from %s on %s", *report)
    return HttpResponse(status=204)


def _report(request) -> tuple[str, str, str] | None:
    """(directive, what was kept out, page), the addresses as host and path; None for what is no report."""
    try:
        if int(request.headers.get("Content-Length") or 0) > MOST_BYTES:
            return None
        facts = json.loads(request.body)["csp-report"]
        directive = facts.get("effective-directive") or facts["violated-directive"]
        return str(directive)[:60], _place(facts.get("blocked-uri")), _place(facts.get("document-uri"))
    except (ValueError, KeyError, TypeError, AttributeError):
        return None


def _place(address) -> str:
    """Host and path of an address; a word such as "inline" as it is."""
    parts = urlsplit(str(address or ""))
    return (parts.netloc + parts.path)[:200].replace("\n", " ").replace("\r", " ")
