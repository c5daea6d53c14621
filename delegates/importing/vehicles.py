"""The list of the motor pool, matched by plate."""

import re

from delegates import services
from delegates.importing.below import BelowKind, plain, plates, read_one_phone, read_plate
from delegates.models import Vehicle
from lo_portal.imports.kinds import Existing
from lo_portal.sheets.columns import Column
from lo_portal.sheets.reading import read_count, read_text
from lo_portal.sheets.tables import Cell

PLATE = (
    "plat|nopol|no polisi|plat nomor|no pol|nomor plat|no plat|no kendaraan|nomor kendaraan|plate number|"
    "plate no|license plate|registration number"
)
DRIVER = "nama pengemudi|sopir|supir|driver name|nama sopir|nama supir|nama driver|name of driver"
PHONE = (
    "no hp pengemudi|no hp|hp|nomor hp|telepon|no telepon|no hp sopir|no hp driver|kontak|wa|no wa|mobile|"
    "phone|contact|driver phone"
)

# The plate in 'Toyota Innova KB 1234 XY', the number in 'Pak Udin 0812-3456-7890'.
_PLATE = re.compile(r"\b[A-Z]{1,2}[ .-]?\d{1,4}[ .-]?[A-Z]{1,3}\b", re.IGNORECASE)
_PHONE = re.compile(r"\(?\+?\d[\d\s.()-]{7,}\d")
_LEFT = re.compile(r"[\s/|,;:()-]*(?:\b(?:hp|wa|telp|no)\b[.:]*)?[\s/|,;:()-]*$", re.IGNORECASE)


class VehicleKind(BelowKind):
    key = "vehicles"
    label = ("Kendaraan", "Vehicles")
    thing = ("kendaraan", "vehicle")
    sheet_names = ("Kendaraan", "Daftar Kendaraan", "Vehicles")
    order = 33
    model = Vehicle
    named = "plate"
    told_by = ("plate", "model")
    required = ("plate",)
    key_fields = {"plate": "plate"}
    columns = (
        Column("plate", "Nomor polisi", "Plate", PLATE),
        Column("model", "Kendaraan", "Vehicle", "jenis kendaraan|merek|merk|tipe|type|car|model|mobil"),
        Column("seats", "Kursi", "Seats", "jumlah kursi|kapasitas|capacity|kapasitas penumpang"),
        Column("driver_name", "Pengemudi", "Driver", DRIVER, required=True),
        Column("driver_phone", "HP pengemudi", "Driver's phone", PHONE),
        Column(
            "convoy_number",
            "Nomor konvoi",
            "Convoy number",
            "konvoi|nomor urut|no lambung|no konvoi|nomor lambung",
        ),
    )
    show_fields = ("plate", "model", "seats", "driver_name", "driver_phone")
    readers = {
        "plate": lambda cell, context: read_plate(cell),
        "model": lambda cell, context: read_text(cell, 80),
        "seats": lambda cell, context: read_count(cell, 1, 80),
        "driver_name": lambda cell, context: read_text(cell, 120),
        "driver_phone": lambda cell, context: read_one_phone(cell),
        "convoy_number": lambda cell, context: read_text(cell, 10),
    }

    def prepare(self, reader, table, context):
        """The plate behind the car's name, the driver's number behind the driver's."""
        _part(reader, _PLATE, "model", "plate")
        _part(reader, _PHONE, "driver_name", "driver_phone")

    def judge(self, reader, values, context):
        if values.get("plate"):
            plates(context).add(values["plate"])

    def keys_of(self, values):
        return (("plate", values.get("plate") or ""),)

    def existing(self, context):
        return [self._existing(vehicle) for vehicle in context.event.vehicles.all()]

    def _existing(self, vehicle):
        values = {name: plain(getattr(vehicle, name)) for name in self.readers}
        return Existing(str(vehicle.pk), vehicle.plate, values, self.keys_of(values))

    def absent(self, records, missed, existing, context):
        """A car leaves the pool on its page, never by a list that does not name it."""
        return []

    def take(self, values, context, vehicle):
        if vehicle is not None:
            return services.change_vehicle(vehicle=vehicle, changes=values, by=context.by, at=context.at)
        return services.add_vehicle(event=context.event, values=values, by=context.by, at=context.at)


def _part(reader, pattern, field, other):
    """Move what `pattern` finds in the cell of `field` to that of `other`, unless that has its own."""
    cell, own = reader.cell(field), reader.cell(other)
    if own.filled and own is not cell:
        return
    found = pattern.findall(cell.text)
    rest = _LEFT.sub("", pattern.sub(" ", cell.text)).lstrip(" /|,;:()-")
    reader.cells[field] = Cell(" ".join(rest.split()) or None)
    reader.cells[other] = Cell(" / ".join(found) or None)
