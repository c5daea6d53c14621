"""The list of arrivals, departures and transfers."""

from datetime import datetime
from zoneinfo import ZoneInfo

from delegates import services
from delegates.importing.below import DELEGATION, BelowKind, delegation_of, plain, plates, read_plate
from delegates.importing.legs import part_cells, take_day, take_route, way_of
from delegates.importing.naming import read_delegation
from delegates.models import Movement, Vehicle
from delegates.reading import LEG_KINDS, PLATE_UNKNOWN, flight_sign, read_word
from lo_portal.imports.kinds import Existing
from lo_portal.sheets.columns import Column
from lo_portal.sheets.reading import read_text
from lo_portal.sheets.tables import Cell


class FlightKind(BelowKind):
    key = "movements"
    label = ("Penerbangan", "Flights")
    thing = ("perjalanan", "movement")
    sheet_names = ("Penerbangan", "Kedatangan dan Kepulangan", "Perjalanan", "Flights")
    order = 34
    model = Movement
    told_by = ("kind", "carrier_code", "origin", "destination")
    repeats = True  # a manifest has a row for each passenger
    children = ("guests",)
    named = "carrier_code"
    required = ("code", "kind", "scheduled_at")
    key_fields = {"leg": "scheduled_at", "flight": "carrier_code"}
    composed = frozenset(("leg",))
    columns = (
        DELEGATION,
        Column(
            "kind",
            "Jenis",
            "Kind",
            "arah|pergerakan|tiba pulang|"
            "jenis perjalanan|kedatangan keberangkatan|kedatangan kepulangan|tiba berangkat|"
            "datang pulang|arrival departure|direction|movement",
            group="kind",
        ),
        Column(
            "scheduled_at",
            "Waktu",
            "Time",
            "jadwal|tanggal|tanggal dan jam|waktu jadwal|sta|std|date|eta|etd|eta etd|etd eta|sta std|"
            "waktu eta etd|date time",
            group="flight",
        ),
        Column(
            "scheduled_clock",
            "Jam",
            "Hour",
            "pukul|waktu|time|jam jadwal",
            beside="scheduled_at",
            group="flight",
        ),
        Column(
            "carrier_code",
            "Penerbangan",
            "Flight",
            "flight|no penerbangan|pesawat|maskapai",
            clears=True,
            group="flight",
        ),
        Column(
            "origin",
            "Dari",
            "From",
            "asal|kota asal|origin|asal tujuan|rute|route|from to|dari ke",
            clears=True,
            group="flight",
        ),
        Column("destination", "Ke", "To", "tujuan|kota tujuan|destination", clears=True, group="flight"),
        Column("lounge", "Ruang tunggu", "Lounge", "lounge|vip room", clears=True),
        Column("pickup_point", "Titik jemput", "Pick-up point", "tempat jemput|pickup", clears=True),
        Column("plate", "Kendaraan", "Vehicle", "plat|nomor polisi|nopol|plate", clears=True),
    )
    clocks = {"scheduled_at": "scheduled_clock"}
    show_fields = ("code", "kind", "scheduled_at", "carrier_code", "pickup_point", "plate")
    readers = {
        "code": read_delegation,
        "kind": lambda cell, context: read_word(cell, LEG_KINDS),
        "scheduled_at": None,
        "carrier_code": lambda cell, context: read_text(cell, 20),
        "origin": lambda cell, context: read_text(cell, 120),
        "destination": lambda cell, context: read_text(cell, 120),
        "lounge": lambda cell, context: read_text(cell, 120),
        "pickup_point": lambda cell, context: read_text(cell, 150),
        "plate": lambda cell, context: read_plate(cell),
    }

    def prepare(self, reader, table, context):
        super().prepare(reader, table, context)
        part_cells(reader, "scheduled_at", "carrier_code")
        take_day(reader, table, "scheduled_at", "scheduled_clock")
        take_route(reader)
        way = "" if reader.cell("kind").filled else way_of(table, reader.row.number)
        if way:
            reader.cells["kind"] = Cell(way)

    def judge(self, reader, values, context):
        super().judge(reader, values, context)
        if values.get("plate") and values["plate"] not in plates(context):
            reader.refuse("plate", PLATE_UNKNOWN, text=values["plate"])

    def keys_of(self, values):
        leg = f"{values.get('code')} {values.get('kind')}"
        flight = flight_sign(values.get("carrier_code") or "")
        return (
            ("leg", f"{leg} {values.get('scheduled_at')} {flight}"),
            ("flight", f"{leg} {flight}"),
            ("kind", leg),
        )

    def same(self, field_name, old, new):
        if field_name == "carrier_code":
            return flight_sign(old or "") == flight_sign(new or "")
        return super().same(field_name, old, new)

    def existing(self, context):
        found = Movement.objects.filter(delegation__event=context.event)
        return [self._existing(leg) for leg in found.select_related("delegation", "vehicle")]

    def _existing(self, leg):
        values = {name: plain(getattr(leg, name, "")) for name in self.readers}
        values |= {
            "code": leg.delegation.code,
            "scheduled_at": leg.scheduled_at.astimezone(ZoneInfo("UTC")).isoformat(),
            "plate": leg.vehicle.plate if leg.vehicle else "",
        }
        label = f"{leg.delegation.code} {leg}"
        standing = leg.cancelled_at is None
        return Existing(
            str(leg.pk), label, values, self.keys_of(values), standing=standing, group=values["code"]
        )

    def take(self, values, context, leg):
        changes = {k: v for k, v in values.items() if k not in ("code", "plate")}
        if "scheduled_at" in changes:
            changes["scheduled_at"] = datetime.fromisoformat(changes["scheduled_at"])
        if "plate" in values:
            changes["vehicle"] = Vehicle.objects.filter(event=context.event, plate=values["plate"]).first()
        if leg is not None:
            return services.change_movement(movement=leg, changes=changes, by=context.by, at=context.at)
        delegation = delegation_of(values["code"], context)
        return services.add_movement(delegation=delegation, values=changes, by=context.by, at=context.at)
