"""The filter bar of the ledger."""

from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _

from assignments.notices.channels import all_channels, label_of
from assignments.notices.models import NoticeKind
from assignments.notices.selectors import GROUPS, LedgerFilter
from assignments.notices.states import NoticeState
from lo_portal import ui


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
