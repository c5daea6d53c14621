"""What a delegation list's row means in the verbs of this room."""

from datetime import datetime

from django.db import transaction

from delegates import services
from delegates.models import Delegation, GuestRole, MovementKind
from delegates.reading import flight_sign, need_kind, represented
from events.intake import place_of
from lo_portal import rows
from lo_portal.audit import trail

OWN_FIELDS = ("code", "name", "country", "party_size", "lo_required", "lo_sex")
LEGS = {
    MovementKind.ARRIVAL: ("arrives_at", "arrival_flight"),
    MovementKind.DEPARTURE: ("departs_at", "departure_flight"),
}
# A list names languages without a level; an officer should hold at least this.
SERVING_LEVEL = "B1"


@transaction.atomic
def take_delegation(*, event, values: dict, by, at: datetime, delegation: Delegation | None = None):
    """Make a delegation with its head, legs, hotel and needs, or set what the row says.

    `values`: columns of Delegation, `tier` as a code, `languages` as ISO codes,
    `head_name`, `head_honorific`, `head_position`, `arrives_at`/`departs_at` (aware datetimes),
    `arrival_flight`/`departure_flight`, `hotel`, `needs` as texts.
    """
    plain = {name: values[name] for name in OWN_FIELDS if name in values}
    if "tier" in values:
        plain["tier"] = event.tiers.get(code=values["tier"])
    languages = [(code, SERVING_LEVEL) for code in values["languages"]] if "languages" in values else None
    if delegation is None:
        plain["origin_kind"] = origin_of(values)
        delegation = services.create_delegation(
            event=event, values=plain, by=by, at=at, languages=languages or ()
        )
    elif plain or languages is not None:
        languages = _kept_levels(delegation, languages)
        delegation = services.change_delegation(
            delegation=delegation, changes=plain, by=by, at=at, languages=languages
        )
    _take_head(delegation, values, by, at)
    _take_legs(delegation, values, by, at)
    _take_hotel(delegation, values, by, at)
    _take_needs(delegation, values, by, at)
    return delegation


@transaction.atomic
def put_back_delegation(*, delegation: Delegation, by, at: datetime) -> Delegation:
    """The delegation comes after all."""
    delegation, _diff = rows.change_row(delegation, {"cancelled_at": None, "cancel_reason": ""})
    trail.record("delegation.restored", on=delegation, by=by, at=at)
    return delegation


def origin_of(values):
    """Country, province, ministry or organisation, by what the row says."""
    name = values.get("name", "").casefold()
    if not values.get("country"):
        return "organisation"
    if any(word in name for word in ("provinsi", "negeri ", "state of", "regional governors")):
        return "province"
    if any(word in name for word in ("kementerian", "bank ", "kbri", "pejabat senior", "ministry")):
        return "ministry"
    return "country"


def head_of(delegation):
    heads = delegation.guests.all()
    return next((g for g in heads if g.role == GuestRole.HEAD and g.cancelled_at is None), None)


def leg_of(delegation, kind):
    """The leg that a list speaks of: the earliest arrival, the latest departure."""
    legs = [m for m in delegation.movements.all() if m.kind == kind and m.cancelled_at is None]
    legs.sort(key=lambda leg: leg.scheduled_at, reverse=kind == MovementKind.DEPARTURE)
    return legs[0] if legs else None


def leg_by(delegation, kind, flight):
    """The leg by `flight`, where the party comes or goes in several parts."""
    sign = flight_sign(flight or "")
    legs = (m for m in delegation.movements.all() if m.kind == kind and m.cancelled_at is None)
    return next((leg for leg in legs if sign and flight_sign(leg.carrier_code) == sign), None)


def stay_of(delegation):
    return next((stay for stay in delegation.stays.all() if stay.guest_id is None), None)


def _kept_levels(delegation, languages):
    """Levels that staff set stay where the list names the same language."""
    if languages is None:
        return None
    known = {one.language: one.min_level for one in delegation.languages.all()}
    return [(code, known.get(code, level)) for code, level in languages]


def _take_head(delegation, values, by, at):
    changes = {}
    if "head_name" in values:
        changes["full_name"] = values["head_name"]
    if "head_honorific" in values:
        changes["honorific"] = values["head_honorific"]
    if "head_position" in values:
        changes["position"] = values["head_position"]
        changes["represents"] = represented(values["head_position"])
    head = head_of(delegation)
    if head is None and changes.get("full_name"):
        services.add_guest(delegation=delegation, values={"role": GuestRole.HEAD, **changes}, by=by, at=at)
    elif head is not None and changes:
        if not changes.get("represents"):
            changes.pop("represents", None)
        services.change_guest(guest=head, changes=changes, by=by, at=at)


def _take_legs(delegation, values, by, at):
    """Set the legs; when the whole stay moves later, the departure moves first."""
    kinds = list(LEGS)
    leaving = leg_of(delegation, MovementKind.DEPARTURE)
    arrives = values.get("arrives_at")
    if leaving is not None and arrives is not None and arrives >= leaving.scheduled_at:
        kinds.reverse()
    for kind in kinds:
        _take_leg(delegation, kind, values, by, at)


def _take_leg(delegation, kind, values, by, at):
    time_field, flight_field = LEGS[kind]
    leg = leg_by(delegation, kind, values.get(flight_field)) or leg_of(delegation, kind)
    changes = {}
    if values.get(time_field):
        changes["scheduled_at"] = values[time_field]
    if flight_field in values:
        changes["carrier_code"] = values[flight_field]
    if leg is None and "scheduled_at" in changes:
        services.add_movement(delegation=delegation, values={"kind": kind, **changes}, by=by, at=at)
    elif leg is not None and time_field in values and values[time_field] is None:
        services.cancel_movement(movement=leg, by=by, at=at)
    elif leg is not None and changes:
        services.change_movement(movement=leg, changes=changes, by=by, at=at)


def _take_hotel(delegation, values, by, at):
    if "hotel" not in values:
        return
    hotel, stay = place_of(delegation.event, values["hotel"]), stay_of(delegation)
    if hotel is None:
        if stay is not None:
            services.remove_stay(stay=stay, by=by, at=at)
    elif stay is None:
        services.add_stay(delegation=delegation, values={"hotel": hotel}, by=by, at=at)
    elif stay.hotel_id != hotel.pk:
        services.change_stay(stay=stay, changes={"hotel": hotel}, by=by, at=at)


def _take_needs(delegation, values, by, at):
    if "needs" not in values:
        return
    wanted = list(dict.fromkeys(values["needs"]))
    known = {need.text: need for need in delegation.needs.filter(guest=None)}
    for text, need in known.items():
        if text not in wanted:
            services.remove_need(need=need, by=by, at=at)
    for text in wanted:
        if text not in known:
            services.add_need(
                delegation=delegation, values={"kind": need_kind(text), "text": text}, by=by, at=at
            )
