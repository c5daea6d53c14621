"""The menu that takes a list home, narrowed as it is on the screen."""

from django import template
from django.urls import reverse
from django.utils.translation import gettext as _

from lo_portal.access import may
from lo_portal.exports.listing import listing

register = template.Library()

LOOKS = {
    "xlsx": ("filetype-xlsx", "Excel (XLSX)"),
    "csv": ("table", "CSV"),
    "pdf": ("file-earmark-pdf", "PDF"),
}


@register.inclusion_tag("_components/export_menu.html", takes_context=True)
def export_menu(context, key, *keys, whole=False, label=""):
    """The kinds of the list `key`; `keys` come before the kind in its address (the event's where none).

    `whole`: the list is not narrowed by the page's filter. Drawn for whoever may have the list.
    """
    wanted, event, request = listing(key), context.get("event"), context["request"]
    if not may(request.user, wanted.permission, event):
        return {"choices": []}
    keys = keys or ([event.slug] if wanted.of_event else [])
    query = "" if whole or not request.GET else f"?{request.GET.urlencode()}"
    choices = [
        {"url": reverse(wanted.url_name, args=[*keys, kind]) + query, "icon": icon, "label": words}
        for kind, (icon, words) in LOOKS.items()
        if kind in wanted.kinds
    ]
    more = [
        str(one.heading)
        for one in (wanted.columns if wanted.has_restricted else ())
        if one.restricted and one.is_open_to(request.user, restricted=True)
    ]
    return {
        "choices": choices,
        "whole": whole,
        "label": label or _("Download"),
        "dialog_id": f"export-{key}",
        "restricted_url": reverse(wanted.url_name, args=[*keys, "xlsx"]) + query if more else "",
        "restricted_names": ", ".join(more),
        "restricted_label": _("With restricted fields (XLSX)"),
        "csrf_token": context.get("csrf_token", ""),
    }
