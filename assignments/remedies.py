"""Ways to fill the chosen open slot, each computed on today's board and with a button that does it."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from assignments.matching import gaps
from assignments.matching.explain import explain_on
from assignments.matching.remedies import remedies as computed_remedies
from assignments.matching.results import Remedy
from assignments.suggestions.outcome import Line
from lo_portal import ui

SHOWN = 4


@dataclass(frozen=True)
class Way:
    """One remedy in words. `action` does it; `copy` is a text to send instead, where only people can help."""

    key: str
    title: str
    effect: str
    action: ui.Action | None = None
    copy: str = ""
    lines: tuple[Line, ...] = ()


@dataclass(frozen=True)
class Block:
    """What keeps an open slot open: (officers failing the rule, those failing only it, the rule)."""

    blockers: tuple[tuple[int, int, str], ...]
    ways: tuple[Way, ...]


def explain_open_slot(page) -> Block:
    """The blockers of the page's chosen slot and its remedies; one of a kind at most."""
    task = page.task
    blockers = gaps.count_blockers(page.matching, task)
    found = computed_remedies(page.matching, task, blockers)
    return Block(
        tuple((one.any, one.sole, page.say(one.phrase)) for one in blockers[:SHOWN]),
        tuple(_way(page, remedy) for remedy in found),
    )


def find_way(page, key: str) -> Way | None:
    """The remedy that was shown as `key`, if it still is one."""
    return next((way for way in page.block.ways if way.key == key), None) if page.block else None


def _way(page, remedy: Remedy) -> Way:
    lines = _lines(page, remedy) if remedy.kind == "swap" else ()
    key = f"{remedy.kind}:" + ";".join(f"{line.code}={line.new_id}" for line in lines)
    action = ACTIONS[remedy.kind](page, remedy, key) if remedy.kind in ACTIONS else None
    copy = _request_text(page, remedy) if remedy.kind == "ask_agency" else ""
    return Way(key, page.say(remedy.phrase), _effect(page, remedy), action, copy, lines)


def _effect(page, remedy: Remedy) -> str:
    """Who would come, with the score as it is now, and what the plan gains."""
    if remedy.kind == "ask_agency":
        return _("A text to copy and send")
    named = [_with_score(page, officer) for officer in remedy.officers[:2]]
    more = len(remedy.officers) - len(named)
    if more > 0:
        named.append(_("%d more") % more)
    filled = ngettext("fills %d place", "fills %d places", remedy.filled) % remedy.filled
    return " · ".join([", ".join(named), filled] if named else [filled])


def _with_score(page, officer: str) -> str:
    return f"{page.names.get(officer, officer)} {explain_on(page.matching, officer, page.duty).score}"


def _lines(page, remedy: Remedy) -> tuple[Line, ...]:
    """The moves slot by slot: the chosen slot is filled, each slot given up gets its new holder."""
    newcomers = {duty: officer for officer, duty in remedy.add if duty != page.duty}
    mover = next(officer for officer, duty in remedy.add if duty == page.duty)
    lines = [_line(page.chosen, "", mover, page)]
    for officer, duty in remedy.drop:
        slot = next(
            slot
            for slot in page.every_slot
            if str(slot.delegation.pk) == duty and slot.primary and str(slot.primary.officer_id) == officer
        )
        lines.append(_line(slot, officer, newcomers.get(duty, ""), page))
    return tuple(lines)


def _line(slot, old: str, new: str, page) -> Line:
    return Line(
        code=slot.code,
        delegation_id=str(slot.delegation.pk),
        delegation=slot.delegation.name,
        tier=slot.delegation.tier.code,
        number=slot.number,
        old_id=old,
        old=page.names.get(old, ""),
        old_score=None,
        new_id=new,
        new=page.names.get(new, ""),
        new_score=None,
    )


def _swap(page, remedy: Remedy, key: str) -> ui.Action:
    url = reverse("assignments:officers-move", args=[page.event.slug])
    fields = {"slot": page.chosen.code, "way": key}
    return ui.Action(_("Swap"), url, method="post", fields=fields, small=True)


def _lower(page, remedy: Remedy, key: str) -> ui.Action:
    values = remedy.phrase.values
    url = reverse("assignments:language-level-set", args=[page.duty, values["code"], values["level"]])
    return ui.Action(_("Lower"), url, method="post", fields={"slot": page.chosen.code}, small=True)


def _lift_sex(page, remedy: Remedy, key: str) -> ui.Action:
    url = reverse("assignments:sex-request-lift", args=[page.duty])
    return ui.Action(_("Lift"), url, method="post", fields={"slot": page.chosen.code}, small=True)


def _brief(page, remedy: Remedy, key: str) -> ui.Action:
    return ui.Action(_("Brief"), reverse("officers:briefing-list", args=[page.event.slug]), small=True)


def _tune(page, remedy: Remedy, key: str) -> ui.Action:
    return ui.Action(_("Set"), reverse("assignments:pairing-tune", args=[page.event.slug]), small=True)


def _request_text(page, remedy: Remedy) -> str:
    """What the bureau writes to the agencies; Indonesian, for it leaves the house."""
    slot, agencies = page.chosen, ", ".join(page.names.get(agency, agency) for agency in remedy.agencies)
    return (
        f"Yth. {agencies}. Untuk {page.event.name} kami masih memerlukan petugas LO bagi "
        f"{slot.delegation.name} ({slot.code}), {page.window_words}"
        f"{', bahasa ' + page.language_words if page.language_words else ''}. "
        "Mohon mengusulkan nama, NIP, dan nomor telepon petugas."
    )


ACTIONS = {
    "swap": _swap,
    "lower_language": _lower,
    "relax_gender": _lift_sex,
    "relax_senior": _tune,
    "brief": _brief,
}
