"""The bond as lists: every slot with its officer, the load, the contact book of an event."""

from collections import defaultdict
from dataclasses import dataclass

from django.utils.translation import get_language, gettext_lazy, pgettext_lazy
from django.utils.translation import gettext as _

from assignments import selectors
from assignments.load import LoadPage, OfficerLoad
from assignments.models import Assignment
from assignments.selectors import Slot
from delegates.models import Delegation, Vehicle
from events.models import AgendaItem
from lo_portal import formats
from lo_portal.exports.listing import Ask, Column, Listing, register
from officers.models import RosterEntry, RosterRole
from officers.pages import phones_open


def _slots(ask: Ask) -> list[Slot]:
    """The slots of the delegations that the reader sees, also those that are open."""
    return selectors.slots_seen(selectors.event_slots(ask.event), ask.reader)


def _holder(slot: Slot) -> str:
    return slot.primary.officer.printed_name if slot.primary else ""


def _state(slot: Slot) -> str:
    if slot.primary:
        return slot.primary.get_state_display()
    return str(_("Declined")) if slot.declined else str(_("Open slot"))


PAIRS = register(
    Listing(
        key="pairs",
        title=gettext_lazy("Pairs"),
        permission="assignments.view_board",
        url_name="assignments:pair-export",
        source=_slots,
        in_feed=True,
        columns=(
            Column("slot", pgettext_lazy("place of an officer", "Slot"), lambda one: one.code),
            Column("tier", gettext_lazy("Tier"), lambda one: one.delegation.tier.code),
            Column("delegation", gettext_lazy("Delegation"), lambda one: one.delegation.name),
            Column("officer", gettext_lazy("Officer"), _holder),
            Column(
                "agency",
                gettext_lazy("Agency"),
                lambda one: one.primary.officer.agency.name if one.primary else "",
            ),
            Column("state", gettext_lazy("State"), _state),
            Column("offered_at", gettext_lazy("Asked"), lambda one: one.primary and one.primary.offered_at),
            Column(
                "answered_at", gettext_lazy("Answered"), lambda one: one.primary and one.primary.answered_at
            ),
            Column(
                "backup",
                gettext_lazy("Backup"),
                lambda one: one.backup.officer.printed_name if one.backup else "",
            ),
            Column(
                "phone",
                gettext_lazy("Phone"),
                lambda one: formats.masked_phone(str(one.primary.officer.phone)) if one.primary else "",
                closed=True,
            ),
        ),
    )
)


def _load(ask: Ask) -> LoadPage:
    """Columns and rows come from one computation."""
    if "load" not in ask.memo:
        ask.memo["load"] = LoadPage(ask.event)
    return ask.memo["load"]


def _load_columns(ask: Ask) -> tuple[Column, ...]:
    lang = get_language() or "id"
    days = tuple(
        Column(day.isoformat(), formats.short_day(day, lang), _hours_on(day)) for day in _load(ask).by_day
    )
    return (
        Column("officer", gettext_lazy("Officer"), lambda one: one.officer.printed_name),
        Column("agency", gettext_lazy("Agency"), lambda one: one.officer.agency.name),
        Column("duties", gettext_lazy("Duties"), lambda one: len(one.codes)),
        Column("slots", gettext_lazy("Slots"), lambda one: ", ".join(one.codes)),
        Column("hours", gettext_lazy("Hours"), lambda one: round(one.hours, 1)),
        Column("rest", gettext_lazy("Shortest rest (hours)"), _rest),
        *days,
    )


def _hours_on(day):
    return lambda one: round(one.by_day.get(day, 0), 1)


def _rest(one: OfficerLoad) -> float | None:
    return None if one.rest is None else round(one.rest_hours, 1)


LOAD = register(
    Listing(
        key="load",
        title=gettext_lazy("Load"),
        permission="assignments.view_load",
        url_name="assignments:load-export",
        columns=_load_columns,
        source=lambda ask: _load(ask).officers,
    )
)


@dataclass(frozen=True)
class Contact:
    """One line of the contact book; `part` heads its section, `phone` is masked already where it must be."""

    part: str
    name: str
    role: str
    organisation: str
    phone: str
    note: str = ""


def _contacts(ask: Ask) -> list[Contact]:
    """Command post, officers, guests' contact officers, persons in charge, drivers: six queries."""
    event = ask.event
    is_open = phones_open(ask.event, ask.reader, formats.local_day(ask.at, ask.zone))
    phone = formats.phone if is_open else formats.masked_phone
    post = [Contact(_("Command post"), _("Command post"), "", event.host, formats.phone(event.posko_phone))]
    return [
        *(post if event.posko_phone else []),
        *_officers(ask, phone),
        *_guest_side(ask, phone),
        *_agenda_side(ask, phone),
        *_drivers(ask, phone),
    ]


def _officers(ask: Ask, phone):
    duties = _duties(ask)
    order = [RosterRole.COORDINATOR, RosterRole.OFFICER, RosterRole.RESERVE]
    entries = RosterEntry.objects.standing().filter(event=ask.event).select_related("officer__agency")
    for entry in sorted(entries, key=lambda one: (order.index(one.role), one.officer.name)):
        officer, codes = entry.officer, ", ".join(duties[entry.officer_id])
        yield Contact(
            _("Officers"), officer.printed_name, entry.get_role_display(), officer.agency.name,
            phone(str(officer.phone)), codes,
        )  # fmt: skip


def _guest_side(ask: Ask, phone):
    delegations = Delegation.objects.visible_to(ask.reader).standing().filter(event=ask.event)
    for one in delegations.exclude(contact_name="").order_by("code"):
        yield Contact(_("Delegations"), one.contact_name, one.code, one.name, phone(str(one.contact_phone)))


def _agenda_side(ask: Ask, phone):
    items = AgendaItem.objects.filter(event=ask.event).standing().exclude(contact_name="")
    for one in items.order_by("starts_at"):
        yield Contact(
            _("Agenda"), one.contact_name, one.title, one.host_agency, phone(str(one.contact_phone))
        )


def _drivers(ask: Ask, phone):
    for car in Vehicle.objects.filter(event=ask.event).exclude(driver_name="").order_by("plate"):
        yield Contact(
            _("Drivers"),
            car.driver_name,
            car.plate,
            car.model,
            phone(str(car.driver_phone)),
            car.convoy_number,
        )


def _duties(ask: Ask) -> dict:
    codes = defaultdict(list)
    rows = (
        Assignment.objects.of_event(ask.event)
        .held()
        .primary()
        .exclude(offered_at=None)
        .filter(delegation__in=Delegation.objects.visible_to(ask.reader))
    )
    for row in rows.select_related("delegation").order_by("delegation__code", "slot"):
        codes[row.officer_id].append(row.code)
    return codes


CONTACTS = register(
    Listing(
        key="contacts",
        title=gettext_lazy("Contact book"),
        permission="assignments.view_board",
        url_name="assignments:contact-export",
        source=_contacts,
        group=lambda one: one.part,
        columns=(
            Column("part", gettext_lazy("Part"), lambda one: one.part, headed=True),
            Column("name", gettext_lazy("Name"), lambda one: one.name),
            Column("role", gettext_lazy("Role or duty"), lambda one: one.role),
            Column("organisation", gettext_lazy("Organisation"), lambda one: one.organisation),
            Column("phone", gettext_lazy("Phone"), lambda one: one.phone),
            Column("note", gettext_lazy("Note"), lambda one: one.note),
        ),
    )
)
