"""The name of a device as people know it."""

import re

from django import template
from django.utils.translation import gettext as _

register = template.Library()

# The first that is found counts: browsers also name those whom they resemble.
BROWSERS = {
    r"Edg(e|A|iOS)?/": "Edge",
    r"OPR/|Opera": "Opera",
    r"SamsungBrowser": "Samsung Internet",
    r"Firefox|FxiOS": "Firefox",
    r"Chrome|CriOS": "Chrome",
    r"Safari": "Safari",
}
SYSTEMS = {
    r"Android": "Android",
    r"iPhone": "iPhone",
    r"iPad": "iPad",
    r"Windows": "Windows",
    r"Mac OS X|Macintosh": "Mac",
    r"CrOS": "ChromeOS",
    r"Linux": "Linux",
}


@register.filter
def device_name(user_agent: str) -> str:
    """ "Chrome, Android" for what the browser said of itself; its beginning where it says neither."""
    found = [name for names in (BROWSERS, SYSTEMS) if (name := _first(names, user_agent))]
    return ", ".join(found) or user_agent[:40] or _("Unknown device")


def _first(names: dict[str, str], text: str) -> str:
    return next((name for pattern, name in names.items() if re.search(pattern, text)), "")
