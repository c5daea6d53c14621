"""What makes the phone pages an app that installs and opens without signal. Nothing here is personal."""

import hashlib
import json
from functools import lru_cache

from django.conf import settings
from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from lo_portal.access import public

FILES = ("phone.css", "icons.svg", "favicon.svg", "js/phone.js", "js/phone-duty.js", "js/outbox.js")
ICONS = (
    ("icon-192.png", "192x192", "any"),
    ("icon-512.png", "512x512", "any"),
    ("icon-maskable-512.png", "512x512", "maskable"),
)
# What opens without signal; the room above brings the pages for reporting.
KEPT_PAGES = (
    "duty:today", "duty:delegations", "duty:contacts", "field:report", "field:incident-report", "field:guide",
)  # fmt: skip


@public
@require_GET
def manifest(request):
    """Public because the browser asks for it without the person's cookies."""
    response = JsonResponse(
        {
            "name": _("LO Portal"),
            "short_name": _("LO Portal"),
            "lang": "id",
            "start_url": reverse("duty:today"),
            "scope": "/",
            "display": "standalone",
            "background_color": "#f3f6f5",
            "theme_color": "#0b2f37",
            "icons": [
                {"src": static(f"app/{name}"), "sizes": sizes, "type": "image/png", "purpose": purpose}
                for name, sizes, purpose in ICONS
            ],
        },
        content_type="application/manifest+json",
    )
    patch_cache_control(response, public=True, max_age=86400)
    return response


@public
@require_GET
def service_worker(request):
    """Public: a script without data. Its version is a digest of the files that it keeps."""
    config = {
        "version": _version(),
        "scope": settings.PHONE_SCOPE,
        "pages": [reverse(name) for name in KEPT_PAGES],
        "offline": reverse("duty:offline"),
        "prefix": settings.STATIC_URL if settings.STATIC_URL.startswith("/") else f"/{settings.STATIC_URL}",
        "files": [static(name) for name in FILES],
        "icon": static("app/icon-192.png"),
    }
    body = f"const CONFIG = {json.dumps(config, sort_keys=True)};\n{_source()}"
    response = HttpResponse(body, content_type="text/javascript; charset=utf-8")
    response["Service-Worker-Allowed"] = settings.PHONE_SCOPE
    patch_cache_control(response, public=True, max_age=3600)
    return response


@public
@require_GET
def offline(request):
    """Public because it says nothing personal: what the phone shows when it has neither signal nor sheet."""
    return render(request, "duty/offline.html")


def _source() -> str:
    return (settings.BASE_DIR / "static" / "sw.js").read_text(encoding="utf-8")


@lru_cache(maxsize=1)
def _version() -> str:
    digest = hashlib.sha256()
    for name in (*FILES, "sw.js"):
        digest.update((settings.BASE_DIR / "static" / name).read_bytes())
    return digest.hexdigest()[:12]
