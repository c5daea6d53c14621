"""Who changed what on the board, from the trail: for the page that tells a person somebody was faster."""

from django.db.models import Q
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from lo_portal import formats
from lo_portal.audit.models import AuditEntry

WORDS = {
    "assignment.placed": gettext_lazy("placed %(what)s"),
    "assignment.offered": gettext_lazy("asked %(what)s"),
    "assignment.accepted": gettext_lazy("%(what)s: accepted"),
    "assignment.declined": gettext_lazy("%(what)s: declined"),
    "assignment.released": gettext_lazy("released %(what)s"),
    "assignment.locked": gettext_lazy("locked %(what)s"),
    "assignment.unlocked": gettext_lazy("unlocked %(what)s"),
}
BOARD_ACTS = ["assignment.placed", "assignment.released", "suggestion.applied"]


def who_changed(event, *codes: str) -> list[str]:
    """For each slot the last act on it in a sentence: who, when, what. Slots nobody touched are left out."""
    lines = []
    for code in codes:
        entry = _about_slots(event).filter(subject_label__startswith=f"{code} ").first()
        if entry is not None:
            lines.append(_sentence(event, entry))
    return lines


def last_act(event, user, *, since) -> AuditEntry | None:
    """The last thing this person placed, released or applied on the event's board after `since`."""
    acts = AuditEntry.objects.filter(event_id=event.pk, actor_id=user.pk, verb__in=BOARD_ACTS)
    return acts.filter(at__gte=since).first()


def placed_at(assignment):
    """When the pair was made; None for one that no verb made."""
    entry = AuditEntry.objects.filter(
        Q(subject_id=str(assignment.pk)), subject_type="assignments.assignment", verb="assignment.placed"
    ).last()
    return entry.at if entry else None


def _about_slots(event):
    return AuditEntry.objects.filter(event_id=event.pk, subject_type="assignments.assignment", verb__in=WORDS)


def _sentence(event, entry: AuditEntry) -> str:
    return _("%(who)s, %(when)s: %(act)s") % {
        "who": entry.actor_name,
        "when": formats.compact(entry.at, event.zone, get_language() or "id"),
        "act": WORDS[entry.verb] % {"what": entry.subject_label},
    }
