"""The rooming list. Room numbers are restricted: no preview shows them, no log keeps them in clear."""

from dataclasses import replace
from datetime import date

from delegates import services
from delegates.importing.below import DELEGATION, BelowKind, delegation_of, guests_of, plain, read_day
from delegates.importing.naming import read_delegation
from delegates.importing.places import hotel_of
from delegates.models import Stay
from delegates.reading import GUEST_NOWHERE, GUEST_SEVERAL, GUEST_UNKNOWN, OUT_BEFORE_IN, person
from events.intake import place_of
from events.reading import FIELD_EMPTY
from lo_portal.imports.kinds import Existing
from lo_portal.sheets.columns import Column, normal
from lo_portal.sheets.reading import read_text
from lo_portal.sheets.tables import Cell

GUEST = (
    "tamu|nama|nama lengkap|penghuni|nama penghuni|guest name|name|name of guest|full name|occupant|"
    "room occupant"
)
CHECK_IN = (
    "check in|tanggal masuk|tgl masuk|tanggal check in|tgl check in|check in date|c in|in|arrival|"
    "arrival date"
)
CHECK_OUT = (
    "check out|tanggal keluar|tgl keluar|tanggal check out|tgl check out|check out date|c out|out|departure|"
    "departure date"
)


class RoomKind(BelowKind):
    key = "rooms"
    label = ("Hotel dan kamar", "Hotels and rooms")
    thing = ("kamar", "room")
    sheet_names = ("Hotel dan Kamar", "Kamar", "Rooming List", "Hotel")
    order = 36
    model = Stay
    named = "hotel"
    told_by = ("room", "room_type", "check_in_on", "check_out_on")
    required = ("hotel",)
    key_fields = {"stay": "guest"}
    composed = frozenset(("stay",))
    restricted = frozenset(("room",))
    columns = (
        replace(DELEGATION, required=False),
        Column("guest", "Nama tamu", "Guest", GUEST, clears=True),
        Column("hotel", "Hotel", "Hotel", "penginapan|nama hotel|hotel name|accommodation", group="hotel"),
        Column(
            "room",
            "Kamar",
            "Room",
            "nomor kamar|no kamar|room number|room no|no room|kamar no",
        ),
        Column(
            "room_type",
            "Tipe kamar",
            "Room type",
            "jenis kamar|tipe|type of room|room category|kelas kamar|type",
            clears=True,
        ),
        Column("check_in_on", "Masuk", "Check-in", CHECK_IN),
        Column("check_out_on", "Keluar", "Check-out", CHECK_OUT),
    )
    show_fields = ("code", "guest", "hotel", "room", "check_in_on", "check_out_on")
    readers = {
        "code": read_delegation,
        "guest": lambda cell, context: read_text(cell, 250),
        "hotel": lambda cell, context: read_text(cell, 120),
        "room": lambda cell, context: read_text(cell, 40),
        "room_type": lambda cell, context: read_text(cell, 60),
        "check_in_on": read_day,
        "check_out_on": read_day,
    }

    def lacking(self, table):
        """Numbers come late: a hotel's list says whose room it is and anything of the room."""
        return super().lacking(table) if table.fed & {"guest", "code"} else (self.column("guest"),)

    def prepare(self, reader, table, context):
        """The hotel of a row that names none is told above the list."""
        super().prepare(reader, table, context)
        hotel = "" if reader.cell("hotel").filled else hotel_of(table, reader.row.number)
        if hotel:
            reader.cells["hotel"] = Cell(hotel)

    def judge(self, reader, values, context):
        first, last = values.get("check_in_on"), values.get("check_out_on")
        if first and last and last < first:
            reader.refuse("check_out_on", OUT_BEFORE_IN)
        if reader.failed("code"):
            return
        if values.get("guest"):
            self._find_guest(reader, values, context)
        elif not values.get("code"):
            reader.refuse("code", FIELD_EMPTY, column=DELEGATION.label)

    def _find_guest(self, reader, values, context):
        """The guest as the list of guests writes the name; alone it tells the delegation too."""
        name, code = values["guest"], values.get("code")
        named = _by_name(context).get(person(name), [])
        found = [one for one in named if one[0] == code] if code else named
        if len(found) == 1:
            values["code"], values["guest"] = found[0]
        elif found:
            reader.refuse("code", GUEST_SEVERAL, text=name, who=", ".join(sorted(one[0] for one in found)))
        elif code:
            reader.refuse("guest", GUEST_UNKNOWN, text=name, code=code)
        else:
            reader.refuse("guest", GUEST_NOWHERE, text=name)

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


def _by_name(context):
    """A guest's name as compared -> (delegation's code, full name) of those who bear it."""
    if "guests_by_name" not in context.memo:
        bearers = context.memo["guests_by_name"] = {}
        for code, name in guests_of(context):
            bearers.setdefault(person(name), []).append((code, name))
    return context.memo["guests_by_name"]
