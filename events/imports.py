"""The lists of this room: the event's own sheet and the agenda."""

from datetime import date
from zoneinfo import ZoneInfo, available_timezones

from django.conf import settings

from events import intake
from events.agenda_list import AgendaKind
from events.models import Event, EventStage
from events.reading import (
    END_BEFORE_START,
    FIELD_EMPTY,
    ZONE_UNKNOWN,
    ZONE_WORDS,
)
from lo_portal import formats
from lo_portal.imports import registry
from lo_portal.imports.kinds import Existing, Kind
from lo_portal.imports.rowreading import RowReader
from lo_portal.sheets.columns import Column
from lo_portal.sheets.dates import read_date
from lo_portal.sheets.reading import Read, one_line
from lo_portal.sheets.sentences import ReadingError


class EventProvider:
    """How the engine finds an event without knowing what one is."""

    def get(self, pk):
        return Event.objects.filter(pk=pk).first()

    def by_slug(self, slug):
        return Event.objects.filter(slug=slug).first()

    def visible(self, user, slug):
        return Event.objects.visible_to(user).filter(slug=slug).first()

    def slugs(self):
        return list(Event.objects.values_list("slug", flat=True))

    def only_open(self):
        """The one event that is not over, or None where there are none or several."""
        over = [EventStage.CLOSED, EventStage.ARCHIVED]
        found = list(Event.objects.exclude(stage__in=over)[:2])
        return found[0] if len(found) == 1 else None

    def zone(self, event):
        return event.zone if event is not None else ZoneInfo(settings.TIME_ZONE)

    def from_values(self, values, context):
        """The event that a workbook's sheet speaks of, made when it is new."""
        plain = plain_event(values)
        found = intake.find_occasion(plain["name"], plain["starts_on"])
        return found or intake.start_event(values=plain, by=context.by, at=context.at)


class EventKind(Kind):
    key = "event"
    label = ("Kegiatan", "Event")
    thing = ("acara", "event")
    sheet_names = ("Kegiatan", "Acara", "Event")
    layout = "pairs"
    order = 10
    model = Event
    columns = (
        Column("name", "Nama", "Name", "nama kegiatan|nama acara|kegiatan|acara|event", required=True),
        Column("short_name", "Nama pendek", "Short name", "singkatan"),
        Column("theme", "Tema", "Theme", "tema kegiatan"),
        Column("starts_on", "Mulai", "Starts", "tanggal mulai|hari pertama|start|start date", required=True),
        Column("ends_on", "Selesai", "Ends", "tanggal selesai|hari terakhir|end|end date", required=True),
        Column("timezone", "Zona waktu", "Time zone", "zona|timezone"),
        Column("place", "Tempat", "Place", "lokasi|venue"),
        Column("host", "Penyelenggara", "Host", "tuan rumah|organiser|organizer"),
    )
    show_fields = ("name", "starts_on", "ends_on")

    def read(self, row, table, context):
        reader = RowReader(row, table)
        values = {
            name: reader.text(name, limit)
            for name, limit in (
                ("name", 200),
                ("short_name", 60),
                ("theme", 300),
                ("place", 200),
                ("host", 200),
            )
        }
        values |= {name: reader.read(name, read_date) for name in ("starts_on", "ends_on")}
        values["timezone"] = reader.read("timezone", _read_zone)
        for name in ("name", "starts_on", "ends_on"):
            if not values[name] and not reader.failed(name):
                reader.refuse(name, FIELD_EMPTY, column=self.column(name).label)
        starts, ends = values["starts_on"], values["ends_on"]
        if starts and ends and ends < starts:
            reader.refuse("ends_on", END_BEFORE_START, start=_day(starts), end=_day(ends))
        told = {name: _json(value) for name, value in values.items() if value not in (None, "")}
        where = {h.fields[0]: table.header[h.index] for h in table.headings if h.fields}
        return reader.record(values["name"] or "", told, keys=(("event", "this"),), rows=where)

    def existing(self, context):
        event = context.event
        values = {c.field: _json(getattr(event, c.field)) for c in self.columns}
        return [Existing(str(event.pk), str(event), values, keys=(("event", "this"),))]

    def update(self, pk, values, context):
        plain = plain_event(values)
        intake.take_event_values(event=Event.objects.get(pk=pk), values=plain, by=context.by, at=context.at)

    def create(self, values, context):
        return str(intake.start_event(values=plain_event(values), by=context.by, at=context.at).pk)

    def cancel(self, pk, context):
        """An event never leaves by a list."""

    def restore(self, pk, context):
        """An event never leaves by a list."""

    def remove(self, pk, context):
        Event.objects.get(pk=pk).delete()


def plain_event(values):
    """JSON values of an event as its model wants them."""
    days = ("starts_on", "ends_on")
    return {k: date.fromisoformat(v) if k in days else v for k, v in values.items()}


def _read_zone(cell):
    text = one_line(cell)
    zone = ZONE_WORDS.get(text.casefold(), text)
    if zone and zone not in available_timezones():
        raise ReadingError(ZONE_UNKNOWN, text=text)
    return Read(zone)


def _json(value):
    return value.isoformat() if isinstance(value, date) else str(value)


def _day(day):
    return formats.day(day)


def register():
    registry.register_events(EventProvider())
    registry.register_kind(EventKind())
    registry.register_kind(AgendaKind())
