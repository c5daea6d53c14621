"""The recap and the final reports of an event as files."""

from django.utils.translation import gettext_lazy

from assignments.closing.recap import OfficerRecap, Recap
from assignments.field import closings
from assignments.field.models import FinalReport
from lo_portal.exports.listing import Ask, Column, Listing, register


def _percent(one: OfficerRecap) -> float | None:
    return None if one.on_time_share is None else round(100 * one.on_time_share, 1)


def _answer(one: OfficerRecap) -> float | None:
    return None if one.answer_hours is None else round(one.answer_hours, 1)


RECAP = register(
    Listing(
        key="recap",
        title=gettext_lazy("Recap of officers"),
        permission="closing.view_closing",
        url_name="closing:recap-export",
        source=lambda ask: Recap(ask.event, ask.reader).officers,
        columns=(
            Column("officer", gettext_lazy("Officer"), lambda one: one.officer.printed_name),
            Column("agency", gettext_lazy("Agency"), lambda one: one.officer.agency.name),
            Column("slots", gettext_lazy("Slots"), lambda one: ", ".join(one.codes)),
            Column("hours", gettext_lazy("Hours on duty"), lambda one: round(one.hours, 1)),
            Column("lesson_hours", gettext_lazy("Lesson hours (JP)"), lambda one: one.lesson_hours),
            Column("legs", gettext_lazy("Reported in position"), lambda one: one.legs),
            Column("on_time", gettext_lazy("In time (%)"), _percent),
            Column("answer_hours", gettext_lazy("Hours to answer"), _answer),
            Column("incidents", gettext_lazy("Incidents reported"), lambda one: one.incidents),
            Column("reports", gettext_lazy("Reports due"), lambda one: one.reports),
            Column("verified", gettext_lazy("Reports verified"), lambda one: one.verified),
        ),
    )
)


def _reports(ask: Ask) -> list[closings.ReportLine]:
    """What was handed in, delegation by delegation."""
    lines = closings.report_lines(ask.event, ask.reader)
    handed_in = [line for line in lines if line.state in ("submitted", "verified")]
    return sorted(handed_in, key=lambda line: (line.assignment.delegation.code, line.assignment.slot))


def _text(name: str):
    return lambda line: getattr(line.report, name)


def _head(line: closings.ReportLine) -> str:
    one = line.assignment
    return f"{one.code} {one.delegation.name} – {one.officer.printed_name}"


REPORTS = register(
    Listing(
        key="reports",
        title=gettext_lazy("Final reports"),
        permission="closing.view_closing",
        url_name="closing:report-export",
        source=_reports,
        group=_head,
        picture=lambda line: closings.photo_address(line.report),
        template="closing/reports_pdf.html",
        columns=(
            Column(
                "delegation",
                gettext_lazy("Delegation"),
                lambda line: str(line.assignment.delegation),
                headed=True,
            ),
            Column(
                "officer",
                gettext_lazy("Officer"),
                lambda line: line.assignment.officer.printed_name,
                headed=True,
            ),
            Column("agency", gettext_lazy("Agency"), lambda line: line.assignment.officer.agency.name),
            Column("state", gettext_lazy("State"), lambda line: line.report.get_state_display()),
            Column("submitted_at", gettext_lazy("Handed in"), lambda line: line.report.submitted_at),
            *(
                Column(name, FinalReport._meta.get_field(name).verbose_name, _text(name))
                for name in closings.PARTS
            ),
            Column(
                "statement", gettext_lazy("Statement"), lambda line: closings.confirmation_of(line.report)
            ),
        ),
    )
)
