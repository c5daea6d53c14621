"""The list of delegations with head, flights, hotel and needs, matched by code, else by country and name."""

from datetime import datetime
from zoneinfo import ZoneInfo

from delegates import intake, services
from delegates.columns import DELEGATION_COLUMNS
from delegates.countries import read_country
from delegates.importing import KINDS, naming, tiers
from delegates.importing.below import doubt_far, doubt_withdrawn
from delegates.importing.legs import part_cells
from delegates.models import Delegation, Guest, GuestRole, MovementKind
from delegates.reading import (
    DEPARTS_BEFORE_ARRIVAL,
    FLIGHT_WITHOUT_TIME,
    flight_sign,
    read_code,
    split_needs,
)
from events.reading import FIELD_EMPTY
from lo_portal import formats
from lo_portal.imports import registry
from lo_portal.imports.kinds import Existing, Kind
from lo_portal.imports.rowreading import RowReader
from lo_portal.sheets.columns import normal
from lo_portal.sheets.reading import Read, one_line, read_count
from lo_portal.sheets.spans import is_not_yet
from officers.reading.details import read_sex
from officers.reading.languages import read_languages

# Which delegations are alike is told by `plausible`, pair by pair.
LIKENESS = "delegation"
GONE = "Tidak ada lagi di daftar impor."
TEXTS = {
    "name": 200,
    "head_name": 250,
    "head_honorific": 120,
    "head_position": 250,
    "arrival_flight": 20,
    "departure_flight": 20,
    "hotel": 120,
}
WHOLES = {"party_size": (1, 2000), "lo_required": (0, 50)}
INSTANTS = ("arrives_at", "departs_at")
CLOCKS = {"arrives_at": "arrives_clock", "departs_at": "departs_clock"}
LEGS = {"arrives_at": MovementKind.ARRIVAL, "departs_at": MovementKind.DEPARTURE}
FLIGHTS = {"arrives_at": "arrival_flight", "departs_at": "departure_flight"}


class DelegationKind(Kind):
    key = "delegations"
    label = ("Delegasi", "Delegations")
    thing = ("delegasi", "delegation")
    columns = DELEGATION_COLUMNS
    sheet_names = ("Delegasi", "Daftar Delegasi", "Tamu", "Delegations")
    reported = True
    order = 30
    model = Delegation
    told_by = ("tier", "head_name", *INSTANTS, *FLIGHTS.values())
    children = ("guests", "movements", "stays", "needs", "languages")
    key_fields = {"code": "code"}
    show_fields = ("code", "name", "tier", "head_name", "arrives_at", "departs_at", "lo_required")

    def lacking(self, table):
        """One column for both ways ("ETA/ETD") is that of a list of flights."""
        both = any(set(INSTANTS) <= set(heading.fields) for heading in table.headings)
        return (self.column("tier"),) if both else super().lacking(table)

    def read(self, row, table, context):
        reader = RowReader(row, table)
        for time_field, flight_field in FLIGHTS.items():
            part_cells(reader, time_field, flight_field)
        values = {"code": reader.read("code", read_code)}
        values |= {name: _known(reader.text(name, limit)) for name, limit in TEXTS.items()}
        values |= {
            name: reader.read(name, lambda cell, span=span: read_count(cell, *span))
            for name, span in WHOLES.items()
        }
        values["tier"] = tiers.read_tier(reader, table, context)
        values["country"] = reader.read("country", read_country)
        values["lo_sex"] = reader.read("lo_sex", read_sex)
        values["languages"] = reader.read("languages", _language_codes)
        values["needs"] = reader.read("needs", lambda cell: Read(split_needs("\n".join(_lines(cell)))))
        self._require(reader, values)
        times = self._times(reader, context)
        _doubt_flights(reader, values, times)
        doubt_withdrawn(reader)
        values |= {name: _utc(moment) for name, moment in times.items()}
        told = {name: value for name, value in values.items() if self._says(reader, name, value)}
        code = values["code"] or ""
        label = f"{code} {values['name'] or ''}".strip()
        keys = (("code", code),) if code else ()
        return reader.record(label, told, keys=keys, likeness=LIKENESS)

    def _require(self, reader, values):
        if not values["name"] and not reader.failed("name"):
            reader.refuse("name", FIELD_EMPTY, column=self.column("name").label)

    def _times(self, reader, context):
        near = context.event.starts_on
        read = {name: reader.moment(name, CLOCKS[name], context.zone, near) for name in INSTANTS}
        for name, moment in read.items():
            doubt_far(reader, name, moment, context)
        arrives, departs = read["arrives_at"], read["departs_at"]
        if arrives and departs and departs <= arrives:
            reader.refuse(
                "departs_at",
                DEPARTS_BEFORE_ARRIVAL,
                departure=formats.compact(departs, context.zone),
                arrival=formats.compact(arrives, context.zone),
            )
        return read

    def _says(self, reader, name, value):
        """Whether the row says something about `name`: an empty cell only where it clears."""
        if name not in reader.cells:
            return name == "tier" and value is not None
        if value in (None, "", []):
            return self.column(name).clears and not (name in INSTANTS and self._broken(reader, name))
        return True

    def _broken(self, reader, name):
        return reader.failed(name) or reader.failed(CLOCKS[name])

    def check(self, records, context):
        return naming.told_apart(records, context)

    def plausible(self, record, existing):
        return naming.may_be(record.values, existing.values)

    def complete(self, steps, context):
        """A head written with the form of address that is known says nothing new; tiers and codes."""
        found = Guest.objects.filter(delegation__event=context.event, role=GuestRole.HEAD, cancelled_at=None)
        heads = {str(guest.delegation_id): guest for guest in found}
        steps = [_plain_head(step, heads.get(step.pk)) for step in steps]
        parties = {str(one.pk): one for one in context.event.delegations.prefetch_related("movements")}
        steps = [_plain_legs(step, parties.get(step.pk)) for step in steps]
        return naming.complete([tiers.completed(step, context) for step in steps], context)

    def existing(self, context):
        rows = context.event.delegations.select_related("tier").prefetch_related(
            "guests", "movements", "stays__hotel", "needs", "languages"
        )
        return [_existing(delegation) for delegation in rows]

    def same(self, field_name, old, new):
        if field_name == "needs":
            return sorted(old or []) == sorted(new or [])
        if field_name in FLIGHTS.values():
            return flight_sign(old or "") == flight_sign(new or "")
        if field_name == "hotel":
            return normal(old or "") == normal(new or "")
        return (old or None) == (new or None)

    def create(self, values, context):
        return str(self._take(values, context, None).pk)

    def update(self, pk, values, context):
        self._take(values, context, Delegation.objects.get(pk=pk))

    def revert(self, pk, old, context):
        lists = ("languages", "needs")
        whole = {k: v if v is not None or k in INSTANTS else [] if k in lists else "" for k, v in old.items()}
        self.update(pk, whole, context)

    def _take(self, values, context, delegation):
        plain = {k: _instant(v) if k in INSTANTS else v for k, v in values.items()}
        return intake.take_delegation(
            event=context.event, values=plain, by=context.by, at=context.at, delegation=delegation
        )

    def absent(self, records, missed, existing, context):
        """A list with tiers is the whole list unless it names less than half of what stands."""
        standing = sum(one.standing for one in existing)
        whole = any("tier" in one.values for one in records) and 2 * len(records) >= standing
        return missed if context.whole or whole else []

    def cancel(self, pk, context):
        delegation = Delegation.objects.get(pk=pk)
        services.cancel_delegation(delegation=delegation, reason=GONE, by=context.by, at=context.at)

    def restore(self, pk, context):
        delegation = Delegation.objects.get(pk=pk)
        intake.put_back_delegation(delegation=delegation, by=context.by, at=context.at)

    def remove(self, pk, context):
        Delegation.objects.get(pk=pk).delete()

    def show(self, field_name, value, context):
        if field_name in INSTANTS and value:
            return formats.compact(_instant(value), context.zone)
        if field_name == "needs" and value:
            return "; ".join(value)
        return super().show(field_name, value, context)


def _plain_head(step, head):
    if head is None or not head.honorific or step.values.get("head_name") != str(head):
        return step
    return naming.without_change(step, "head_name")


def _plain_legs(step, delegation):
    """A flight that is one of several of its party, at its time, says nothing new."""
    for name, kind in LEGS.items():
        flight = FLIGHTS[name]
        leg = intake.leg_by(delegation, kind, step.values.get(flight)) if name in step.changes else None
        if leg and _utc(leg.scheduled_at) == step.values.get(name):
            step = naming.without_change(naming.without_change(step, name), flight)
    return step


def _existing(delegation):
    head, stay = intake.head_of(delegation), intake.stay_of(delegation)
    values = {
        "code": delegation.code,
        "name": delegation.name,
        "country": delegation.country.code or "",
        "tier": delegation.tier.code,
        "party_size": delegation.party_size,
        "lo_required": delegation.lo_required,
        "lo_sex": delegation.lo_sex,
        "head_name": head.full_name if head else "",
        "head_honorific": head.honorific if head else "",
        "head_position": head.position if head else "",
        "hotel": stay.hotel.name if stay else "",
        "needs": [need.text for need in delegation.needs.all() if need.guest_id is None],
        "languages": [one.language for one in delegation.languages.all()],
    }
    for name, kind in LEGS.items():
        leg = intake.leg_of(delegation, kind)
        values[name] = _utc(leg.scheduled_at) if leg else None
        values[FLIGHTS[name]] = leg.carrier_code if leg else ""
    return Existing(
        str(delegation.pk),
        str(delegation),
        values,
        keys=(("code", delegation.code.upper()), *naming.found_by(values["country"], delegation.name)),
        likeness=LIKENESS,
        standing=not delegation.is_cancelled,
    )


def _known(text):
    """'' for what is not known yet: 'TBA', '-'."""
    return "" if text and (text == "-" or is_not_yet(text)) else text


def _language_codes(cell):
    """ISO codes in order; a delegation's list needs no level, so none is doubted."""
    return Read([one.code for one in read_languages(cell).value])


def _lines(cell):
    return one_line(cell).split(";")


def _doubt_flights(reader, values, times):
    for time_field, flight_field in FLIGHTS.items():
        flight = values[flight_field]
        broken = reader.failed(time_field) or reader.failed(CLOCKS[time_field])
        if flight and times[time_field] is None and not broken:
            reader.doubt(flight_field, FLIGHT_WITHOUT_TIME, flight=flight)


def _utc(moment):
    return moment.astimezone(ZoneInfo("UTC")).isoformat() if moment else None


def _instant(text):
    return datetime.fromisoformat(text) if isinstance(text, str) and text else text


def register():
    registry.register_kind(DelegationKind())
    for kind in KINDS:
        registry.register_kind(kind)
