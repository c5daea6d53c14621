"""What the layouts need: messages as notes and toasts, the menu and the bottom bar."""

from django import template

register = template.Library()

NOTE_ICONS = {
    "ok": "check-circle",
    "info": "info-circle",
    "wait": "exclamation-triangle",
    "bad": "exclamation-octagon",
}
NOTE_KINDS = {"error": "bad", "warning": "wait", "success": "ok"}


@register.filter
def note_kind(message):
    """The kind of note for a message of Django's framework."""
    return NOTE_KINDS.get(message.level_tag, "info")


@register.filter
def note_icon(message):
    """The icon of that note."""
    return NOTE_ICONS[note_kind(message)]


@register.filter
def undo_url(message):
    """The address in a message tag ``undo:/url/``; empty where there is none."""
    tags = str(message.extra_tags or "").split()
    return next((tag.removeprefix("undo:") for tag in tags if tag.startswith("undo:")), "")


@register.filter
def entries(group):
    """The items of a menu group: of a mapping, where ``.items`` would be its method, or of an object."""
    return group["items"] if isinstance(group, dict) else group.items


@register.simple_tag(takes_context=True)
def bottom_tabs(context):
    """The bottom bar of a phone: the page's own tabs, else the first four of the menu."""
    own = context.get("tabs")
    if own:
        return list(own)[:4]
    return [item for group in context.get("nav") or () for item in entries(group)][:4]
