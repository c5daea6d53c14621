"""The state board as a file; nobody's name is on it."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from lo_portal.exports.listing import Column, Listing, register
from officers.nominations import board


def _of(name: str):
    return lambda row: getattr(row.nomination, name)


NOMINATIONS = register(
    Listing(
        key="nominations",
        title=_("Nominations"),
        permission="nominations.export_nominations",
        url_name="nominations:nomination-export",
        source=lambda ask: board.board_rows(ask.event, ask.at or timezone.now()),
        columns=(
            Column("agency", _("Agency"), lambda row: row.nomination.agency.name),
            Column("quota", _("Quota"), _of("quota")),
            Column("due_at", _("Answer until"), _of("due_at")),
            Column("state", _("State"), lambda row: row.state.text),
            Column("opened_at", _("First opened"), _of("opened_at")),
            Column("named", _("Named"), _of("named")),
            Column("waiting", _("Waiting"), _of("waiting")),
            Column("asked", _("Asked back"), _of("asked")),
            Column("accepted", _("Accepted"), _of("accepted")),
            Column("refused", _("Refused"), _of("refused")),
            Column("late", _("Late"), lambda row: row.late),
            Column("next_step", _("Next step"), lambda row: row.next_step),
            Column("remark", _("Remark"), _of("remark"), closed=True),
        ),
    )
)
