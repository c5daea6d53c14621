"""The rooming list. Room numbers are restricted: no preview shows them, no log keeps them in clear."""

from datetime import date

from delegates import services
from delegates.importing.below import DELEGATION, BelowKind, delegation_of, guests_of, plain, read_day
from delegates.importing.naming import read_delegation
from delegates.models import Stay
from delegates.reading import GUEST_UNKNOWN, OUT_BEFORE_IN
from events.intake import place_of
from lo_portal.imports.kinds import Existing
from lo_portal.sheets.columns import Column, normal
from lo_portal.sheets.reading import read_text


class RoomKind(BelowKind):
    key = "rooms"
    label = ("Hotel dan kamar", "Hotels and rooms")
    thing = ("kamar", "room")
    sheet_names = ("Hotel dan Kamar", "Kamar", "Rooming List", "Hotel")
    order = 36
    model = Stay
    named = "hotel"
    required = ("code", "hotel")
    key_fields = {"stay": "guest"}
    restricted = frozenset(("room",))
    columns = (
        DELEGATION,
        Column("guest", "Nama tamu", "Guest", "tamu|nama|penghuni|guest name", clears=True),
        Column("hotel", "Hotel", "Hotel", "penginapan|nama hotel", required=True, group="hotel"),
        Column("room", "Kamar", "Room", "nomor kamar|no kamar|room number", required=True),
        Column("room_type", "Tipe kamar", "Room type", "jenis kamar|tipe", clears=True),
        Column("check_in_on", "Masuk", "Check-in", "check in|tanggal masuk"),
        Column("check_out_on", "Keluar", "Check-out", "check out|tanggal keluar"),
    )
    show_fields = ("code", "guest", "hotel", "room", "check_in_on", "check_out_on")
    readers = {
        "code": read_delegation,
        "guest": lambda cell, context: read_text(cell, 250),
        "hotel": lambda cell, context: read_text(cell, 120),
        "room": lambda cell, context: read_text(cell, 40),
        "room_type": lambda cell, context: read_text(cell, 60),
        "check_in_on": lambda cell, context: read_day(cell),
        "check_out_on": lambda cell, context: read_day(cell),
    }

    def judge(self, reader, values, context):
        super().judge(reader, values, context)
        first, last = values.get("check_in_on"), values.get("check_out_on")
        if first and last and last < first:
            reader.refuse("check_out_on", OUT_BEFORE_IN)
        if values.get("guest") and not reader.failed("code"):
            wanted = (values.get("code"), normal(values["guest"]))
            if wanted not in guests_of(context):
                reader.refuse("guest", GUEST_UNKNOWN, text=values["guest"], code=values.get("code"))

    def keys_of(self, values):
        return (("stay", f"{values.get('code')} {normal(values.get('guest') or '')}"),)

    def existing(self, context):
        found = Stay.objects.filter(delegation__event=context.event)
        return [self._existing(stay) for stay in found.select_related("delegation", "guest", "hotel")]

    def _existing(self, stay):
        values = {
            "code": stay.delegation.code,
            "guest": stay.guest.full_name if stay.guest else "",
            "hotel": stay.hotel.name,
            "room": stay.room,
            "room_type": stay.room_type,
            "check_in_on": plain(stay.check_in_on),
            "check_out_on": plain(stay.check_out_on),
        }
        return Existing(str(stay.pk), str(stay), values, self.keys_of(values), group=values["code"])

    def absent(self, records, missed, existing, context):
        """A room is given up on its page, never by a list that does not name it."""
        return []

    def take(self, values, context, stay):
        changes = {k: v for k, v in values.items() if k in ("room", "room_type")}
        changes |= {
            k: date.fromisoformat(values[k]) if values[k] else None
            for k in ("check_in_on", "check_out_on")
            if k in values
        }
        if "hotel" in values:
            changes["hotel"] = place_of(context.event, values["hotel"])
        if stay is not None:
            return services.change_stay(stay=stay, changes=changes, by=context.by, at=context.at)
        delegation = delegation_of(values["code"], context)
        if values.get("guest"):
            guests = delegation.guests.filter(cancelled_at=None)
            changes["guest"] = next(g for g in guests if normal(g.full_name) == normal(values["guest"]))
        return services.add_stay(delegation=delegation, values=changes, by=context.by, at=context.at)
