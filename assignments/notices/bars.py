"""The filter bar of the ledger and the file that it becomes."""

from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _

from assignments.notices.channels import all_channels, label_of
from assignments.notices.models import Notice, NoticeKind
from assignments.notices.selectors import GROUPS, LedgerFilter
from assignments.notices.states import NoticeState
from lo_portal import ui
from lo_portal.sheets.writing import ExportTable


def group_labels() -> dict[str, str]:
    return {
        "waiting": _("Queued"),
        "sent": _("Sent"),
        "read": _("Has been read"),
        "trouble": _("Failed"),
        "gone": _("Cancelled"),
    }


def chosen_filter(query: QueryDict) -> LedgerFilter:
    """The filter that the address asks for; values that do not exist count as "all"."""
    known = {
        "state": {*GROUPS, *NoticeState.values},
        "channel": set(all_channels()),
        "kind": set(NoticeKind.values),
    }
    chosen = {
        name: value for name, values in known.items() if (value := query.get(name, "").strip()) in values
    }
    return LedgerFilter(search=query.get("q", "").strip()[:100].replace("\0", ""), **chosen)


def filter_bar(event, figures: dict, chosen: LedgerFilter) -> ui.FilterBar:
    home = reverse("notices:notice-list", args=[event.slug])
    return ui.FilterBar(
        action=home,
        target="#notices",
        search=chosen.search,
        search_label=_("Search a person or a title"),
        groups=(tuple(_pills(home, figures, chosen)),),
        group_label=_("State"),
        selects=(
            _select(
                "channel", _("Channel"), chosen.channel, ((code, label_of(code)) for code in all_channels())
            ),
            _select("kind", _("Kind"), chosen.kind, NoticeKind.choices),
        ),
        kept={"state": chosen.state} if chosen.state else {},
    )


def _pills(home, figures, chosen):
    for name, label in {"": _("All"), **group_labels()}.items():
        query = QueryDict(mutable=True)
        fields = {"state": name, "channel": chosen.channel, "kind": chosen.kind, "q": chosen.search}
        query.update({key: value for key, value in fields.items() if value})
        yield ui.Pill(
            label=label,
            url=f"{home}?{query.urlencode()}",
            count=figures[name or "total"],
            current=chosen.state == name,
        )


def _select(name, label, current, choices) -> ui.SelectFilter:
    everything = ui.Choice("", f"{label}: {_('all')}", not current)
    return ui.SelectFilter(
        name,
        label,
        (everything, *(ui.Choice(str(value), str(words), value == current) for value, words in choices)),
    )


def ledger_table(event, rows) -> ExportTable:
    """One line per notice; times are wall times of the event's zone. Message bodies stay inside."""
    headings = (
        _("Person"), _("Agency"), _("Kind"), _("Title"), _("Channel"), _("State"), _("Due"), _("Sent"),
        _("Has been read"), _("Attempts"), _("Possibly sent twice"), _("Error"),
    )  # fmt: skip
    return ExportTable(
        name=f"{_('Notices')} {event.short_name}",
        headings=headings,
        rows=[_line(row, event.zone) for row in rows],
        notes=(_("Times: %(zone)s") % {"zone": event.timezone},),
    )


def _line(row: Notice, zone) -> tuple:
    officer = getattr(row.recipient, "officer", None)

    def local(at):
        return at.astimezone(zone) if at else None

    return (
        row.recipient.name,
        officer.agency.name if officer else "",
        row.get_kind_display(),
        row.title,
        label_of(row.channel),
        row.get_state_display(),
        local(row.due_at),
        local(row.sent_at),
        local(row.read_at),
        row.attempts,
        row.maybe_double,
        row.error,
    )
