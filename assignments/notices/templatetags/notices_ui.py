"""Words of this room for its templates: a channel, a state with its cause, a reminder rule."""

from django import template
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from assignments.notices.channels import label_of
from assignments.notices.models import Notice
from lo_portal.templatetags.portal_ui import draw_mark, status

register = template.Library()

# States that the frame's vocabulary does not draw: kind of look, icon.
LOOKS = {
    "retry": ("wait", "arrow-repeat"),
    "dead": ("bad", "exclamation-octagon-fill"),
    "expired": ("bad", "slash-circle"),
    "superseded": ("mute", "arrow-left-right"),
}


@register.simple_tag
def channel_name(code: str) -> str:
    return label_of(code)


@register.simple_tag
def notice_state(notice: Notice):
    """The state as icon and words; read before sent."""
    if notice.state == "sent" and notice.read_at:
        return status("notice", "read")
    if notice.state in LOOKS:
        return draw_mark(*LOOKS[notice.state], notice.get_state_display())
    return status("notice", notice.state)


@register.simple_tag
def rule_words(rule) -> str:
    """ "H-3, 09.00" or "2 hours before" """
    if rule.minutes_before is None:
        return _("%(days)s days before at %(clock)s") % {
            "days": rule.days_before,
            "clock": f"{rule.clock:%H.%M}",
        }
    hours, rest = divmod(rule.minutes_before, 60)
    if hours and not rest:
        return ngettext("%(n)s hour before", "%(n)s hours before", hours) % {"n": hours}
    minutes = rule.minutes_before
    return ngettext("%(n)s minute before", "%(n)s minutes before", minutes) % {"n": minutes}
