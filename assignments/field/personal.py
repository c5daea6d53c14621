"""Incidents, hand-over notes and reports tell of guests: their words and photos go with the guests' data."""

from django.utils.translation import gettext_lazy as _

from assignments.field.models import FinalReport, HandoverNote, Incident, IncidentStep
from delegates.personal import over
from lo_portal.privacy import history
from lo_portal.privacy.registry import Retention, declare, erase, purge

declare("field.statusreport", Retention.EVENT)
declare("field.incident", Retention.EVENT, personal=["place", "answer", "photo"], restricted=["description"])
declare("field.incidentstep", Retention.EVENT, personal=["note"])
declare(
    "field.fieldguide",
    plain=[
        "before", "arrival", "hotel", "venue", "departure", "etiquette", "local_facts", "conduct",
    ],
)  # fmt: skip
declare("field.checklisttick", plain=["point"])
declare("field.acknowledgement", plain=["conduct"])
declare("field.handovernote", Retention.EVENT, restricted=["note"])
# What was learnt for the next event stays; it names nobody's duty.
TOLD = ("course", "deviations", "incidents", "requests", "belongings", "feedback", "return_reason")
declare("field.finalreport", Retention.EVENT, personal=[*TOLD, "lessons", "photo"])


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


def _notes(at):
    return HandoverNote.objects.filter(delegation__event__in=over(at, "guest_data_days"))


purge(
    code="handover-notes",
    label=_("Hand-over notes between officers"),
    after=_("the event's own number of days (30 unless changed)"),
    due=lambda at: _notes(at).count(),
    run=lambda at: history.remove(_notes(at)),
)


def _reports(at):
    """Final reports of events long over that still tell of guests; sent back ones must keep their reason."""
    rows = FinalReport.objects.filter(delegation__event__in=over(at, "guest_data_days"))
    return rows.exclude(photo="", **dict.fromkeys(TOLD[:-1], ""))


def _empty(reports, **more) -> int:
    """The words and the pictures of these reports go."""
    pictured = list(reports.exclude(photo=""))
    count = history.blank(reports, photo="", **dict.fromkeys(TOLD[:-1], ""), **more)
    for report in pictured:
        report.photo.storage.delete(report.photo.name)
    return count


purge(
    code="final-reports",
    label=_("What final reports tell about guests"),
    after=_("the event's own number of days (30 unless changed)"),
    due=lambda at: _reports(at).count(),
    run=lambda at: _empty(_reports(at)),
)


@erase("officer")
def erase_words(officer, at) -> None:
    """That a report was handed in stays; what the person wrote goes."""
    history.remove(HandoverNote.objects.filter(author=officer))
    reports = FinalReport.objects.filter(officer=officer)
    _empty(reports, lessons="")
