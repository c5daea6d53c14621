"""Rows of this room in the shapes of the page components."""

from urllib.parse import urlencode

from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _

from events.models import Event
from lo_portal import ui
from officers.models import Officer
from officers.pages import GROUPS, OfficerFilter, RosterRow, tallies
from officers.wording import language_name

NAMES = {"role": "role", "agency": "agency", "language": "language", "briefed": "briefed", "search": "q"}


def chosen_filter(query: QueryDict) -> OfficerFilter:
    return OfficerFilter(**{name: query.get(key, "").strip() for name, key in NAMES.items()})


def filter_bar(event: Event, rows: list[RosterRow], chosen: OfficerFilter, *, by_phone: bool) -> ui.FilterBar:
    """The bar above the list; `by_phone` says that the search looks at phones too."""
    action = reverse("officers:officer-list", args=[event.slug])
    counts = tallies(rows)
    kept = {NAMES[name]: getattr(chosen, name) for name in NAMES if getattr(chosen, name)}

    def to(**changed) -> str:
        return f"{action}?{urlencode({name: one for name, one in (kept | changed).items() if one})}"

    roles = [ui.Pill(_("All"), to(role=""), len(rows), current=not chosen.role)]
    roles += [
        ui.Pill(str(label), to(role=group), counts["role"][group], current=chosen.role == group)
        for group, label in GROUPS.items()
        if counts["role"][group]
    ]
    return ui.FilterBar(
        action=action,
        target="#officers",
        search=chosen.search,
        search_label=_("Name, agency, phone") if by_phone else _("Name, agency"),
        groups=(tuple(roles),),
        group_label=_("Role"),
        selects=(
            _select("language", _("Every language"), _languages(counts["language"]), chosen.language),
            _select("briefed", _("Briefed or not"), _briefed(counts["briefed"]), chosen.briefed),
            _select("agency", _("Every agency"), _agencies(counts["agency"]), chosen.agency),
        ),
        kept={"role": chosen.role} if chosen.role else {},
    )


def spoken(officer: Officer) -> list[tuple[str, str]]:
    """(language in words, CEFR level) of each language."""
    return [(one.name, one.level) for one in officer.languages.all()]


def _select(name: str, label: str, pairs: list[tuple[str, str]], chosen: str) -> ui.SelectFilter:
    choices = [ui.Choice(value, text, value == chosen) for value, text in [("", label), *pairs]]
    return ui.SelectFilter(name, label, tuple(choices))


def _languages(counts) -> list[tuple[str, str]]:
    return [(code, f"{language_name(code)} ({n})") for code, n in counts.most_common()]


def _briefed(counts) -> list[tuple[str, str]]:
    words = {"no": _("Not briefed yet"), "yes": _("Briefed")}
    return [(value, f"{text} ({counts[value]})") for value, text in words.items()]


def _agencies(counts) -> list[tuple[str, str]]:
    return [(key, f"{name} ({n})") for (key, name), n in sorted(counts.items(), key=lambda one: one[0][1])]
