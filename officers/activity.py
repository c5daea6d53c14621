"""Verbs of this room in words, for the activity card of an officer."""

from django.utils.translation import gettext_lazy as _

from lo_portal.audit.models import AuditEntry

VERBS = {
    "officer.created": _("%(who)s added the officer."),
    "officer.changed": _("%(who)s changed the officer's data."),
    "officer.corrected": _("%(who)s corrected the phone numbers."),
    "officer.photo_set": _("%(who)s changed the photo."),
    "officer.photo_removed": _("%(who)s removed the photo."),
    "officer.merged": _("%(who)s merged a second row of this person into this one."),
    "officer.withdrawn": _("%(who)s withdrew the officer."),
    "officer.languages_set": _("%(who)s set the languages."),
    "officer.rated": _("%(who)s rated the skills."),
    "roster_entry.enrolled": _("%(who)s put the officer on a roster."),
    "roster_entry.changed": _("%(who)s changed the place on a roster."),
    "roster_entry.withdrawn": _("%(who)s took the officer off a roster."),
}


def lines(entries: list[AuditEntry]) -> list[tuple]:
    """(instant, sentence) for each entry; a verb without words of its own shows its name."""
    return [(one.at, _sentence(one)) for one in entries]


def _sentence(entry: AuditEntry) -> str:
    words = VERBS.get(entry.verb)
    return words % {"who": entry.actor_name} if words else f"{entry.actor_name}: {entry.verb}"
