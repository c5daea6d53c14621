"""The delivery ledger as a list. Message bodies stay inside."""

from django.utils.translation import gettext_lazy

from assignments.notices import bars, selectors
from assignments.notices.channels import label_of
from lo_portal.exports.listing import Ask, Column, Listing, register


def _ledger(ask: Ask):
    return selectors.ledger(ask.event, ask.reader, bars.chosen_filter(ask.query))


def _agency(row) -> str:
    officer = getattr(row.recipient, "officer", None)
    return officer.agency.name if officer else ""


LEDGER = register(
    Listing(
        key="notices",
        title=gettext_lazy("Delivery of messages"),
        permission="notices.export_notices",
        url_name="notices:notice-export",
        source=_ledger,
        columns=(
            Column("person", gettext_lazy("Person"), lambda row: row.recipient.name),
            Column("agency", gettext_lazy("Agency"), _agency),
            Column("kind", gettext_lazy("Kind"), lambda row: row.get_kind_display()),
            Column("title", gettext_lazy("Title"), lambda row: row.title),
            Column("channel", gettext_lazy("Channel"), lambda row: label_of(row.channel)),
            Column("state", gettext_lazy("State"), lambda row: row.get_state_display()),
            Column("due_at", gettext_lazy("Due"), lambda row: row.due_at),
            Column("sent_at", gettext_lazy("Sent"), lambda row: row.sent_at),
            Column("read_at", gettext_lazy("Has been read"), lambda row: row.read_at),
            Column("attempts", gettext_lazy("Attempts"), lambda row: row.attempts),
            Column("maybe_double", gettext_lazy("Possibly sent twice"), lambda row: row.maybe_double),
            Column("error", gettext_lazy("Error"), lambda row: row.error),
        ),
    )
)
