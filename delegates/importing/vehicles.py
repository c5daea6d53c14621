"""The list of the motor pool, matched by plate."""

from delegates import services
from delegates.importing.below import BelowKind, plain, plates, read_one_phone, read_plate
from delegates.models import Vehicle
from lo_portal.imports.kinds import Existing
from lo_portal.sheets.columns import Column
from lo_portal.sheets.reading import read_count, read_text


class VehicleKind(BelowKind):
    key = "vehicles"
    label = ("Kendaraan", "Vehicles")
    thing = ("kendaraan", "vehicle")
    sheet_names = ("Kendaraan", "Daftar Kendaraan", "Vehicles")
    order = 33
    model = Vehicle
    named = "plate"
    required = ("plate",)
    key_fields = {"plate": "plate"}
    columns = (
        Column("plate", "Nomor polisi", "Plate", "plat|nopol|no polisi|plat nomor|no pol", required=True),
        Column("model", "Kendaraan", "Vehicle", "jenis kendaraan|merek|merk|tipe|model"),
        Column("seats", "Kursi", "Seats", "jumlah kursi|kapasitas"),
        Column("driver_name", "Pengemudi", "Driver", "nama pengemudi|sopir|supir|driver name", required=True),
        Column("driver_phone", "HP pengemudi", "Driver's phone", "no hp pengemudi|no hp|hp|nomor hp|telepon"),
        Column("convoy_number", "Nomor konvoi", "Convoy number", "konvoi|nomor urut|no lambung"),
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
