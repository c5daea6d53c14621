"""Who is told of an incident. The description stays in the portal: it may be about somebody's health."""

from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from assignments.field.models import Incident
from assignments.notices import services as notices
from assignments.notices.drafts import Action, Draft, Line, Message
from assignments.notices.models import NoticeKind
from lo_portal.accounts.models import Role, User


def tell_reported(*, incident: Incident, by, at: datetime) -> None:
    """Whoever coordinates the delegation's tier; in an emergency, or where nobody does, the bureau too."""
    people = set(coordinators_of(incident))
    if incident.severity == "emergency" or not people:
        people |= set(User.objects.with_role(Role.STAFF))
    title = _("%(severity)s: %(incident)s") % {
        "severity": incident.get_severity_display(), "incident": incident,
    }  # fmt: skip
    lead = _("%(who)s asks for help. Press “I take care of it” as soon as you have read this.") % {
        "who": by or "-"
    }
    _post(people - {by}, incident, title, lead, "reported", at)


def tell_taken(*, incident: Incident, by, at: datetime) -> None:
    """The reporter learns who comes."""
    if incident.reported_by is not None and incident.reported_by != by:
        title = _("%(who)s takes care of it: %(incident)s") % {"who": by, "incident": incident}
        _post({incident.reported_by}, incident, title, _("Stay with the guest."), f"taken-{by.pk}", at)


def tell_raised(*, incident: Incident, at: datetime) -> None:
    """The bureau, when nobody acknowledged it in time."""
    title = _("Nobody has answered yet: %(incident)s") % {"incident": incident}
    lead = _("It was reported %(minutes)d minutes ago. Take it over or call.") % {
        "minutes": incident.event.incident_minutes
    }
    _post(set(User.objects.with_role(Role.STAFF)), incident, title, lead, "raised", at)


def coordinators_of(incident: Incident):
    """Users who coordinate the incident's delegation, or the event where it names none."""
    entries = incident.event.roster.standing().filter(role="coordinator", officer__user__isnull=False)
    tier = incident.delegation.tier if incident.delegation else None
    return [
        entry.officer.user
        for entry in entries.select_related("officer__user").prefetch_related("tiers")
        if tier is None or not entry.tiers.all() or tier in entry.tiers.all()
    ]


def _post(people, incident: Incident, title, lead, occasion: str, at: datetime) -> None:
    lines = (Line(_("Place"), incident.place),) if incident.place else ()
    message = Message(
        title=title, lead=lead, lines=lines,
        action=Action(_("Open"), reverse("field:incident-detail", args=[incident.pk])),
    )  # fmt: skip
    drafts = [
        Draft(
            kind=NoticeKind.HELP, recipient=person, subject=incident, event=incident.event,
            occasion=occasion, message=message,
        )
        for person in sorted(people, key=lambda one: str(one.pk))
    ]  # fmt: skip
    notices.post_notices(drafts=drafts, by=None, at=at)
