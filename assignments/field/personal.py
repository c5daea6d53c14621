"""Incidents tell what happened to a guest: words, answers and photos go with the guests' operational data."""

from django.utils.translation import gettext_lazy as _

from assignments.field.models import Incident, IncidentStep
from delegates.personal import over
from lo_portal.privacy import history
from lo_portal.privacy.registry import Retention, declare, purge

declare("field.statusreport", Retention.EVENT)
declare("field.incident", Retention.EVENT, personal=["place", "answer", "photo"], restricted=["description"])
declare("field.incidentstep", Retention.EVENT, personal=["note"])


def _told(at):
    """Incidents of events long over that still say something."""
    rows = Incident.objects.filter(event__in=over(at, "guest_data_days"))
    return rows.exclude(place="", answer="", photo="", description="")


def _forget(at) -> int:
    rows = list(_told(at))
    for incident in rows:
        incident.photo.delete(save=False)
    kept = Incident.objects.filter(pk__in=[row.pk for row in rows])
    IncidentStep.objects.filter(incident__in=kept).update(note="")
    history.blank(kept, place="", answer="", photo="", description="")
    return len(rows)


purge(
    code="incidents",
    label=_("What incidents tell about guests"),
    after=_("the event's own number of days (30 unless changed)"),
    due=lambda at: _told(at).count(),
    run=_forget,
)
