"""Hostile text for every field, and what to look for where it is shown."""

import re
from html.parser import HTMLParser

from django.apps import apps
from django.db import IntegrityError, models, transaction
from django.db.utils import DataError
from django.urls import NoReverseMatch, URLPattern, URLResolver, get_resolver, reverse

ROOMS = ("lo_portal", "events", "officers", "delegates", "assignments")
PAYLOADS = [
    "<script>canary(1)</script>",
    "<ScRiPt>canary(2)</ScRiPt >",
    '"><img src=x onerror=canary(3)>',
    "'><img src=x onerror=canary(4)>",
    "<svg onload=canary(5)>",
    "<svg><script>canary(6)</script>",
    '" onmouseover="canary(7)" x="',
    "' autofocus onfocus='canary(8)",
    "javascript:canary(9)",
    "<a href=javascript:canary(10)>x</a>",
    "</title><script>canary(11)</script>",
    "</script><script>canary(12)</script>",
    "</textarea><script>canary(13)</script>",
    "</style><img src=x onerror=canary(14)>",
    "<iframe srcdoc='<script>parent.canary(15)</script>'>",
    "<iframe src=javascript:canary(16)>",
    "<object data=javascript:canary(17)>",
    "<embed src=javascript:canary(18)>",
    "<form action=javascript:canary(19)><button>x",
    "<button formaction=javascript:canary(20)>x",
    "<input autofocus onfocus=canary(21)>",
    "<details open ontoggle=canary(22)>",
    "<body onload=canary(23)>",
    "<video><source onerror=canary(24)>",
    "<math href=javascript:canary(25)>x</math>",
    "<base href=//evil.example/>",
    "<meta http-equiv=refresh content=0;url=//evil.example>",
    "<link rel=stylesheet href=//evil.example/x.css>",
    "<style>@import '//evil.example/x.css'</style>",
    "<p hx-on:load=canary(30)>x</p>",
    "<p hx-get=//evil.example/ hx-trigger=load>x</p>",
    "<p data-hx-get=/ hx-trigger='load[canary(32)]'>x</p>",
    "{{constructor.constructor('canary(33)')()}}",
    "${canary(34)}",
    "{% debug %}{{ settings.SECRET_KEY }}",
    "<!--><img src=x onerror=canary(36)>-->",
    "<img/src=x/onerror=canary(37)>",
    "\\u003cscript\\u003ecanary(38)\\u003c/script\\u003e",
    "&lt;script&gt;canary(39)&lt;/script&gt;",
    "<x onclick=canary()>",
]
_UNTOUCHED = re.compile(
    r"slug|code|email|phone|nip|token|hash|digest|secret|password|kind|state|role|zone|language|key|icon"
    r"|session|file|photo|logo|paper|pattern|url|path|theme|level|verb|subject_type|subject_id|endpoint"
)
LEADING = {"src", "href", "action", "formaction", "data", "srcdoc", "hx-get", "hx-post", "content"}
BAD_TAGS = {"base", "object", "embed", "math", "iframe"}


def poison() -> int:
    """Put a payload into every free text of every stored row; returns how many columns took one."""
    count = 0
    for model in apps.get_models():
        if not model.__module__.startswith(ROOMS) or hasattr(model, "pgh_tracked_model"):
            continue
        if model._meta.app_label == "audit":
            continue
        for field in model._meta.local_concrete_fields:
            if _is_free_text(field):
                count += _fill(model, field, count)
    return count


def _is_free_text(field) -> bool:
    free = isinstance(field, (models.CharField, models.TextField))
    return free and not field.choices and not field.unique and not _UNTOUCHED.search(field.name)


def _fill(model, field, turn: int) -> bool:
    fitting = [words for words in PAYLOADS if not field.max_length or len(words) <= field.max_length]
    rows = model._base_manager.all()
    if not fitting or not rows.exists():
        return False
    try:
        with transaction.atomic():
            rows.update(**{field.name: fitting[turn % len(fitting)]})
    except (IntegrityError, DataError):
        return False  # the schema itself refuses
    return True


class Look(HTMLParser):
    """Everything of a page that would run: `.found` is empty on a sound page."""

    def __init__(self, html: str):
        super().__init__()
        self.found, self._inside = [], ""
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        is_data = tag == "script" and dict(attrs).get("type") == "application/json"
        self._inside = "" if is_data else tag
        for name, value in attrs:
            value = (value or "").strip().lower()
            runs = name.startswith(("on", "hx-on")) or (name in LEADING and value.startswith("javascript:"))
            leads_away = name in LEADING and "evil.example" in value
            if runs or leads_away:
                self.found.append(f"<{tag} {name}={value[:60]}>")
        if tag in BAD_TAGS and not _is_ours(tag, attrs):
            self.found.append(f"<{tag}>")

    def handle_endtag(self, tag):
        self._inside = ""

    def handle_data(self, data):
        if self._inside in ("script", "style") and ("canary" in data or "evil.example" in data):
            self.found.append(f"<{self._inside}> {data[:60]}")


def _is_ours(tag: str, attrs: list) -> bool:
    """A frame that shows a page of ours."""
    return tag == "iframe" and dict(attrs).get("src", "").startswith("/")


def addresses() -> list[str]:
    """Every page of ours that can be opened with the rows that there are."""
    rows = {}
    for model in apps.get_models():
        if model.__module__.startswith(ROOMS) and (row := model._base_manager.first()):
            rows.setdefault(model._meta.model_name, getattr(row, getattr(model, "URL_FIELD", "pk")))
    found = []
    for name, wanted in _names(get_resolver()):
        if set(wanted) <= set(rows):
            try:
                found.append(reverse(name, kwargs={word: rows[word] for word in wanted}))
            except NoReverseMatch:
                continue
    return sorted(set(found))


def _names(resolver, space: str = ""):
    for entry in resolver.url_patterns:
        if isinstance(entry, URLResolver):
            yield from _names(entry, space + (f"{entry.namespace}:" if entry.namespace else ""))
        elif isinstance(entry, URLPattern) and entry.name and not str(entry.pattern).startswith("admin"):
            yield space + entry.name, list(entry.pattern.converters)
