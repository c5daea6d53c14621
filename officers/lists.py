"""The lists of this room that leave as files."""

from django.core.exceptions import ValidationError
from django.http import Http404
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from events.models import Briefing
from lo_portal import formats
from lo_portal.exports.listing import STAFF_ONLY, Ask, Column, Listing, register
from officers import bars, courses, pages
from officers.courses import Progress
from officers.pages import GROUPS, Attendee, RosterRow


def _roster(ask: Ask):
    return pages.roster(ask.event, ask.reader)


def _roster_rows(found, ask: Ask):
    chosen = bars.chosen_filter(ask.query)
    by_phone = pages.phones_open(ask.event, ask.reader, formats.local_day(ask.at, ask.zone))
    rows = ([pages.roster_row(entry)] for entry in found)
    return (row for one in rows for row in pages.narrow(one, chosen, by_phone=by_phone))


def _tiers(row: RosterRow) -> str:
    return ", ".join(tier.code for tier in row.entry.tiers.all()) or _("all")


OFFICERS = register(
    Listing(
        key="officers",
        title=gettext_lazy("Liaison officers"),
        permission="officers.export_officers",
        url_name="officers:officer-export",
        source=_roster,
        lines=_roster_rows,
        subject=lambda row: row.officer,
        in_feed=True,
        columns=(
            Column("name", gettext_lazy("Name"), lambda row: row.officer.printed_name),
            Column(
                "nip",
                gettext_lazy("NIP / NRP"),
                lambda row: row.officer.nip,
                roles=STAFF_ONLY,
                restricted="nip",
            ),
            Column("agency", gettext_lazy("Agency"), lambda row: row.officer.agency.name),
            Column("position", gettext_lazy("Position"), lambda row: row.officer.position),
            Column("rank", gettext_lazy("Rank"), lambda row: row.officer.printed_rank, closed=True),
            Column("role", gettext_lazy("Role"), lambda row: str(GROUPS[row.group])),
            Column("tiers", gettext_lazy("Tiers"), _tiers),
            Column(
                "languages",
                gettext_lazy("Languages"),
                lambda row: ", ".join(f"{one.name} {one.level}" for one in row.officer.languages.all()),
            ),
            Column("skills", gettext_lazy("Skills"), lambda row: ", ".join(row.skills), closed=True),
            Column("briefed", gettext_lazy("Briefed"), lambda row: row.briefed),
            Column(
                "phone",
                gettext_lazy("Phone"),
                lambda row: formats.masked_phone(str(row.officer.phone)),
                closed=True,
            ),
        ),
    )
)


def _people(ask: Ask):
    """The roster with the marks of one briefing, `briefing=<key>`; a 404 for none of this event."""
    try:
        briefing = Briefing.objects.select_related("item__event").get(
            item__event=ask.event, pk=ask.query.get("briefing", "")
        )
    except (Briefing.DoesNotExist, ValidationError) as error:
        raise Http404 from error
    return pages.attendees(briefing)


def _mark(name: str):
    def value(one: Attendee):
        return getattr(one.mark, name) if one.mark else None

    return value


ATTENDANCE = register(
    Listing(
        key="attendance",
        title=gettext_lazy("Attendance"),
        permission="officers.view_briefing",
        url_name="officers:attendance-export",
        of_event=False,
        source=_people,
        columns=(
            Column("name", gettext_lazy("Name"), lambda one: one.entry.officer.printed_name),
            Column("agency", gettext_lazy("Agency"), lambda one: one.entry.officer.agency.name),
            Column("role", gettext_lazy("Role"), lambda one: one.entry.get_role_display()),
            Column("present", gettext_lazy("Present"), lambda one: one.mark is not None),
            Column("marked_at", gettext_lazy("Marked"), _mark("marked_at")),
            Column("method", gettext_lazy("How"), lambda one: one.mark and one.mark.get_method_display()),
        ),
    )
)

BRIEFINGS = register(
    Listing(
        key="briefings",
        title=gettext_lazy("Briefings"),
        permission="officers.list_briefings",
        url_name="officers:briefing-export",
        source=lambda ask: pages.briefings(ask.event, ask.reader),
        columns=(
            Column("starts_at", gettext_lazy("Starts"), lambda one: one.item.starts_at),
            Column("ends_at", gettext_lazy("Ends"), lambda one: one.item.ends_at),
            Column("kind", gettext_lazy("Kind"), lambda one: one.get_kind_display()),
            Column("title", gettext_lazy("Briefing"), lambda one: one.item.title),
            Column("venue", gettext_lazy("Venue"), lambda one: one.item.venue.name if one.item.venue else ""),
            Column("required", gettext_lazy("Attendance required"), lambda one: one.required),
            Column("lesson_hours", gettext_lazy("Lesson hours (JP)"), lambda one: one.lesson_hours),
            Column("present", pgettext_lazy("number of officers", "Present"), lambda one: one.present_count),
            Column("materials", gettext_lazy("Materials"), lambda one: ", ".join(one.materials.split("\n"))),
            Column(
                "state", gettext_lazy("State"), lambda one: _("Cancelled") if one.item.is_cancelled else ""
            ),
        ),
    )
)


def _points(name: str):
    def value(one: Progress):
        return getattr(one.participation, name) if one.participation else None

    return value


PARTICIPANTS = register(
    Listing(
        key="participants",
        title=gettext_lazy("Participants"),
        permission="officers.export_learning",
        url_name="officers:learning-export",
        fits=lambda event: event.is_learning,
        source=lambda ask: courses.progress_of(ask.event),
        columns=(
            Column("name", gettext_lazy("Name"), lambda one: one.officer.printed_name),
            Column("agency", gettext_lazy("Agency"), lambda one: one.officer.agency.name),
            Column("batch", gettext_lazy("Batch (gelombang)"), lambda one: str(one.batch or "")),
            Column("done", gettext_lazy("JP attended"), lambda one: one.done),
            Column("whole", gettext_lazy("JP planned"), lambda one: one.whole),
            Column("percent", gettext_lazy("Attendance, %"), lambda one: one.percent),
            Column("pre_score", gettext_lazy("Test before"), _points("pre_score")),
            Column("post_score", gettext_lazy("Test after"), _points("post_score")),
            Column(
                "certificate",
                gettext_lazy("Certificate"),
                lambda one: one.training.certificate_number if one.training else "",
            ),
            Column("remark", gettext_lazy("Remark"), lambda one: "" if one.training else one.reason_against),
        ),
    )
)
