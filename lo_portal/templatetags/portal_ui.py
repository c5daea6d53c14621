"""The components of the interface as tags: ``docs/ui-kit.md`` shows each call, ``/kit/`` each picture."""

from django import template
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lo_portal import vocabulary
from lo_portal.templatetags import portal_charts, portal_exports, portal_formats, portal_frame

register = template.Library()
for _library in (
    portal_formats.register,
    portal_charts.register,
    portal_frame.register,
    portal_exports.register,
):
    register.tags.update(_library.tags)
    register.filters.update(_library.filters)

TIER_RANKS = {"VVIP": 1, "VIP": 2, "GUB": 3}
CELL_CLASSES = {"planned": "p", "next": "n", "current": "c", "done": "d", "late": "l"}
CELL_ICONS = {"done": "check-lg", "late": "exclamation-triangle-fill"}
SEGMENT_CLASSES = {"ok": "ok", "wait": "w", "empty": "k", "rest": "m", "brand": "b"}


@register.simple_tag(name="icon")
def draw_icon(name, label="", **attributes):
    """A symbol of the sprite. With ``label`` it speaks for itself, without it readers skip it."""
    spoken = format_html('role="img" aria-label="{}"', label) if label else mark_safe('aria-hidden="true"')
    css = f"ic {attributes.get('class', '')}".strip()
    return format_html('<svg class="{}" {}><use href="{}#{}"/></svg>', css, spoken, static("icons.svg"), name)


def _tier_facts(tier):
    """Rank from 1 and the short text of a tier policy, or of a plain text such as ``VVIP``."""
    if isinstance(tier, str):
        return TIER_RANKS.get(tier.upper(), 4), tier
    text = next(
        (getattr(tier, name) for name in ("short_name", "code", "name") if getattr(tier, name, "")), str(tier)
    )
    return min(int(getattr(tier, "rank", None) or TIER_RANKS.get(str(text).upper(), 4)), 4), text


@register.simple_tag
def tier_badge(tier, large=False):
    """Text, rank stripes and fill: readable in black and white."""
    if not tier:
        return ""
    rank, text = _tier_facts(tier)
    return format_html('<span class="tier tier-{}{}">{}</span>', rank, " lg" if large else "", text)


@register.simple_tag
def origin(code, name=""):
    """ISO alpha-3 or body code of the origin; never a flag."""
    if not code:
        return ""
    if not name:
        return format_html('<span class="cc">{}</span>', code)
    return format_html('<abbr class="cc" title="{}">{}</abbr>', name, code)


@register.simple_tag(name="mark")
def draw_mark(kind, icon="circle", text="", fill=False):
    """Icon and words of a state; ``fill`` gives the quiet kinds a field."""
    css = f"st {kind}{' fill' if fill else ''}"
    return format_html('<span class="{}">{}{}</span>', css, draw_icon(icon), text)


@register.simple_tag
def status(family, state, text="", detail="", fill=None):
    """A state in the words of the vocabulary; ``text`` replaces the words, ``detail`` follows them."""
    look = vocabulary.look_of(family, state)
    words = " ".join(str(part) for part in (text or look.label, detail) if part)
    return draw_mark(look.kind, look.icon, words, look.filled if fill is None else fill)


@register.simple_tag
def coverage(confirmed=0, waiting=0, total=0):
    """One square per slot: filled, hatched while waiting, dashed when empty; the number stands beside."""
    squares = [""] * confirmed + ["w"] * waiting + ["k"] * max(total - confirmed - waiting, 0)
    drawn = format_html_join("", '<i class="{}"></i>', ((css,) for css in squares))
    return format_html(
        '<span class="cov"><span aria-hidden="true">{}</span><b>{}/{}</b></span>',
        drawn,
        confirmed + waiting,
        total,
    )


def _widths(amounts):
    """Shares of the whole in per cent with two decimals; all zero where there is nothing."""
    whole = sum(amounts)
    return [f"{amount * 100 / whole:.2f}%" if whole else "0%" for amount in amounts]


@register.simple_tag
def meter(segments=None, slim=False, label="", **amounts):
    """A stacked bar: ``{% meter ok=33 wait=3 empty=2 %}`` or ``segments=`` of ``ui.Segment``.

    Widths are SVG attributes, so no style attribute is needed. Decoration unless ``label`` is given.
    """
    pairs = [(piece.kind, piece.amount) for piece in segments or ()] or list(amounts.items())
    pairs = [(SEGMENT_CLASSES[kind], float(amount)) for kind, amount in pairs if amount and float(amount) > 0]
    widths = _widths([amount for _kind, amount in pairs])
    drawn = format_html_join(
        "",
        '<svg class="{}" width="{}" height="8"></svg>',
        ((kind, w) for (kind, _a), w in zip(pairs, widths, strict=True)),
    )
    spoken = format_html('role="img" aria-label="{}"', label) if label else mark_safe('aria-hidden="true"')
    return format_html('<span class="mtr{}" {}>{}</span>', " slim" if slim else "", spoken, drawn)


@register.simple_tag
def score_bar(factors, total=100):
    """The thin bar of a candidate: one stretch per factor, out of ``total`` points."""
    drawn = format_html_join(
        "",
        '<svg width="{}" height="8"></svg>',
        ((f"{float(factor.points) * 100 / total:.2f}%",) for factor in factors),
    )
    return format_html('<span class="sbar" aria-hidden="true">{}</span>', drawn)


def _bare(name):
    """The words of a name without titles and initials: ``M. Rizky Fadillah, S.E.`` -> Rizky, Fadillah."""
    words = str(name).split(",")[0].split()
    return [word for word in words if not word.endswith(".")] or words or ["?"]


def initials(name):
    """Two letters: ``M. Rizky Fadillah`` -> ``RF``."""
    return "".join(word[0] for word in _bare(name)[:2]).upper()


@register.simple_tag
def avatar(name, size=""):
    """Initials on one neutral tint; ``size``: s or l."""
    return format_html('<span class="av {}" aria-hidden="true">{}</span>', size, initials(name))


SLOT_LOOKS = {
    "confirmed": ("", "check-circle-fill", gettext_lazy("confirmed")),
    "waiting": ("w", "hourglass-split", gettext_lazy("waiting for an answer")),
    "locked": ("lock", "lock-fill", gettext_lazy("locked")),
}


@register.simple_tag
def slot_chip(name="", state="confirmed", number="", url=""):
    """The officer of a slot by first name, or the action that fills it."""
    tag, href = ("a", format_html(' href="{}"', url)) if url else ("span", "")
    if state == "empty":
        words = _("Fill slot %(number)s") % {"number": number} if number else _("Fill the slot")
        return format_html(
            '<{0} class="slot k"{1}>{2}{3}</{0}>', mark_safe(tag), href, draw_icon("plus-lg"), words
        )
    css, symbol, spoken = SLOT_LOOKS[state]
    inner = (name, avatar(name, "s"), _bare(name)[0], draw_icon(symbol, label=spoken))
    return format_html(
        '<{0} class="slot {1}"{2} title="{3}">{4}{5}{6}</{0}>', mark_safe(tag), css, href, *inner
    )


@register.simple_tag
def officer_chip(name, detail="", url="", small=False):
    """Initials, name and agency."""
    shown = (
        format_html('<a class="rl" href="{}">{}</a>', url, name) if url else format_html("<b>{}</b>", name)
    )
    under = format_html("<small>{}</small>", detail) if detail else ""
    return format_html(
        '<div class="off">{}<div>{}{}</div></div>', avatar(name, "s" if small else ""), shown, under
    )


@register.simple_tag
def score(points, large=False):
    """A score of 0 to 100."""
    spoken = _("score %(points)s of 100") % {"points": points}
    return format_html(
        '<span class="score{}"><span class="sr">{}</span><span aria-hidden="true">{}</span></span>',
        " xl" if large else "",
        spoken,
        points,
    )


@register.simple_tag
def live_cell(state, text="", spoken=""):
    """One phase of one delegation on the live board. A state word is read out with the time."""
    drawn = draw_icon(CELL_ICONS[state]) if state in CELL_ICONS else ""
    words = format_html('<span class="sr">{} </span>', spoken or vocabulary.look_of("phase", state).label)
    return format_html('<span class="cell {}">{}{}{}</span>', CELL_CLASSES[state], words, drawn, text)


@register.inclusion_tag("_components/action.html", takes_context=True, name="action")
def draw_action(context, action):
    """One ``ui.Action``: a link, a small POST form, or the opener of a dialog."""
    return {"action": action, "csrf_token": context.get("csrf_token", "")}


@register.simple_block_tag(takes_context=True)
def card(context, content, title="", note="", actions=None, flush=False, level=2, **attributes):
    """A white card; ``flush`` leaves out the padding for lists and tables."""
    return _drawn(
        context,
        "card",
        content=content,
        title=title,
        note=note,
        actions=actions or (),
        flush=flush,
        level=level,
        html_id=attributes.get("id", ""),
        css=attributes.get("class", ""),
    )


@register.simple_block_tag(takes_context=True)
def note(context, content, kind="info", icon="", action=None):
    """A message that stays where its cause is."""
    return _drawn(
        context, "note", content=content, kind=kind, icon=icon or portal_frame.NOTE_ICONS[kind], action=action
    )


@register.simple_block_tag(takes_context=True)
def dialog(context, content, html_id, title, verb, action="", kind="primary", icon="", told="", hx=None):
    """A native dialog before an irreversible act: the button repeats the verb, focus starts on Cancel."""
    return _drawn(
        context,
        "dialog",
        content=content,
        html_id=html_id,
        title=title,
        verb=verb,
        action=action,
        kind=kind,
        icon=icon,
        told=told,
        hx=hx or {},
    )


@register.simple_block_tag(takes_context=True)
def dock(context, content, text, effect=""):
    """The sticky bar of a selection or of unpublished changes; ``content`` is its buttons, primary last."""
    return _drawn(context, "dock", content=content, text=text, effect=effect)


def _drawn(context, name, **facts) -> SafeString:
    facts["csrf_token"] = context.get("csrf_token", "")
    return render_to_string(f"_components/{name}.html", facts)


@register.inclusion_tag("_components/empty.html", takes_context=True)
def empty(context, icon, title, text="", action=None):
    """What will appear here and how to make it appear."""
    return {
        "icon": icon,
        "title": title,
        "text": text,
        "action": action,
        "csrf_token": context.get("csrf_token", ""),
    }


@register.filter
def points_left(factor):
    """What a factor fell short of its maximum."""
    return max(float(factor.maximum) - float(factor.points), 0)
