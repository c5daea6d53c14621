"""Hand-over notes and final reports as the pages show them. Nothing here writes."""

from dataclasses import dataclass

from django.db.models import Q
from django.utils import translation
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from assignments.field import guides, prefill
from assignments.field.models import (
    OPEN_INCIDENTS,
    ChecklistTick,
    FinalReport,
    HandoverNote,
    Incident,
    StatusReport,
)
from assignments.field.phases import Phase
from assignments.letters.models import LetterRow
from assignments.models import HELD_STATES, Assignment
from delegates.models import Delegation, Gift
from events.models import Event
from lo_portal import formats
from lo_portal.photos import printed_address
from officers.models import Officer

# The step at which a leg's time in the plan is reached.
PLANNED = {"arrival": Phase.LANDED, "departure": Phase.DEPARTED, "transfer": Phase.ON_ROAD}


def served(event: Event):
    """Whoever holds or held a first place for a delegation of the event: the newest of a pair last."""
    then = Q(state__in=HELD_STATES) | Q(state="released", answered_at__isnull=False)
    rows = Assignment.objects.of_event(event).primary().filter(then).exclude(offered_at=None)
    return rows.order_by("delegation__code", "officer__name", "offered_at")


def own_served(officer: Officer, event: Event, **facts) -> list[Assignment]:
    """The officer's duties of the event, one of each delegation, also those that were handed over.

    `facts` are annotated on the rows.
    """
    rows = served(event).filter(officer=officer).select_related("delegation__tier").annotate(**facts)
    return list({row.delegation_id: row for row in rows}.values())


def report_of(assignment: Assignment) -> FinalReport | None:
    return FinalReport.objects.filter(
        delegation=assignment.delegation_id, officer=assignment.officer_id
    ).first()


def prefilled(assignment: Assignment) -> dict[str, str]:
    """A report's first words in Indonesian, from what the officer tapped and what was recorded."""
    delegation, zone = assignment.delegation, assignment.event.timezone
    with translation.override("id"):
        taps = _taps(assignment)
        return {
            "course": prefill.course_of(taps, zone),
            "deviations": prefill.deviations_of(taps, zone),
            "incidents": prefill.incidents_of(_incidents(delegation), zone),
            "belongings": prefill.gifts_of(
                prefill.GiftFact(gift.get_direction_display(), gift.description)
                for gift in Gift.objects.filter(delegation=delegation).order_by("handed_at")
            ),
        }


def _taps(assignment: Assignment) -> list[prefill.TapFact]:
    """The team's taps while the officer served: a step stands once, whoever of the team reported it."""
    rows = StatusReport.objects.standing().filter(delegation=assignment.delegation)
    if assignment.released_at is not None:
        rows = rows.filter(tapped_at__lt=assignment.released_at)
    rows = rows.filter(tapped_at__gte=assignment.offered_at)
    return [
        prefill.TapFact(
            report.tapped_at,
            str(report.movement or report.agenda_item),
            report.get_phase_display(),
            _planned(report),
            "" if report.officer_id == assignment.officer_id else report.officer.name,
        )
        for report in rows.select_related("officer", "movement", "agenda_item").order_by(
            "tapped_at", "created_at"
        )
    ]


def _planned(report: StatusReport):
    if report.agenda_item:
        return report.agenda_item.starts_at if report.phase == Phase.AT_VENUE else None
    leg = report.movement
    return leg.scheduled_at if PLANNED.get(leg.kind) == report.phase else None


def _incidents(delegation: Delegation) -> list[prefill.IncidentFact]:
    rows = Incident.objects.filter(delegation=delegation).exclude(state="cancelled").order_by("happened_at")
    return [
        prefill.IncidentFact(
            one.happened_at, one.get_kind_display(), one.place, one.get_state_display(), one.answer
        )
        for one in rows
    ]


def letter_number(assignment: Assignment) -> str:
    """The Surat Tugas in force that names the officer for this event, or nothing."""
    rows = LetterRow.objects.filter(
        officer=assignment.officer_id, letter__event=assignment.event, letter__state="in_force"
    )
    row = rows.select_related("letter__entry").order_by("-letter__created_at").first()
    return row.letter.number if row else ""


@dataclass(frozen=True)
class HandoverPage:
    """What the next officer should know: the notes, and what the rows say by themselves."""

    notes: list[HandoverNote]
    last: StatusReport | None
    incidents: list[Incident]
    undone: list[tuple[str, int]]


def handover_page(delegation: Delegation, user) -> HandoverPage:
    """Newest note first; the last step, open incidents and points left of each checklist; five queries."""
    notes = HandoverNote.objects.visible_to(user).filter(delegation=delegation)
    reports = StatusReport.objects.standing().filter(delegation=delegation).select_related("officer")
    ticked = set(ChecklistTick.objects.filter(delegation=delegation).values_list("phase", "point"))
    guide = guides.guide_of(delegation.event)
    left = [
        (phase.label, sum((phase.value, point) not in ticked for point in guide.points(phase)))
        for phase in guides.checklists.GuidePhase
    ]
    return HandoverPage(
        notes=list(notes.select_related("author", "read_by")),
        last=reports.order_by("-tapped_at").first(),
        incidents=list(Incident.objects.filter(delegation=delegation, state__in=OPEN_INCIDENTS)),
        undone=[(label, count) for label, count in left if count],
    )


@dataclass(frozen=True)
class ReportLine:
    """One officer's report on one delegation in the bureau's list; None while nothing was written."""

    assignment: Assignment
    report: FinalReport | None

    @property
    def state(self) -> str:
        return self.report.state if self.report else "missing"


def report_lines(event: Event, user) -> list[ReportLine]:
    """Everybody who served, of the delegations that the user may see; those to verify first; two queries."""
    reports = {
        (one.delegation_id, one.officer_id): one
        for one in FinalReport.objects.filter(delegation__event=event).select_related(
            "judged_by", "officer", "delegation__event"
        )
    }
    seen = Delegation.objects.visible_to(user)
    rows = served(event).filter(delegation__in=seen).select_related("delegation__tier", "officer__agency")
    once = {(row.delegation_id, row.officer_id): row for row in rows}
    lines = [ReportLine(row, reports.get(key)) for key, row in once.items()]
    order = ["submitted", "missing", "draft", "returned", "verified"]
    return sorted(lines, key=lambda line: order.index(line.state))


PARTS = ("course", "deviations", "incidents", "requests", "belongings", "feedback", "lessons")


def parts_of(report: FinalReport) -> list[tuple[str, str]]:
    """The report's headings with what was written below each."""
    return [(FinalReport._meta.get_field(name).verbose_name, getattr(report, name)) for name in PARTS]


def confirmation_of(report: FinalReport) -> str:
    """Who states that the report is true, and when; empty while it is not handed in."""
    if report.submitted_at is None:
        return ""
    return _("%(officer)s states that this report is true, %(time)s.") % {
        "officer": report.officer.printed_name,
        "time": formats.full(report.submitted_at, report.event.zone, get_language() or "id"),
    }


def photo_address(report: FinalReport) -> str:
    """The picture as a `data:` address for a printed page; empty where there is none."""
    return printed_address(report.photo)
