"""The list of the agenda, matched by title and start, else by a title that stands once."""

from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

from events import intake
from events.agenda_times import UNSAID, read_times
from events.models import AgendaItem
from events.reading import (
    END_ASSUMED,
    END_BEFORE_START,
    EVERYBODY,
    FIELD_EMPTY,
    OFFICERS,
    TIER_UNKNOWN,
    split_audience,
    tier_names,
)
from lo_portal import formats, rows
from lo_portal.audit import trail
from lo_portal.imports.kinds import Existing, Kind, Problem
from lo_portal.imports.rowreading import RowReader
from lo_portal.sheets.columns import Column, normal
from lo_portal.sheets.reading import Read, one_line
from lo_portal.sheets.sentences import ReadingError, note

GONE = "Tidak ada lagi di daftar impor."


class AgendaKind(Kind):
    key = "agenda"
    label = ("Agenda", "Agenda")
    thing = ("acara", "item")
    sheet_names = ("Agenda", "Susunan Acara", "Rundown", "Jadwal")
    reported = True
    order = 40
    model = AgendaItem
    children = ("briefing",)
    key_fields = {"item": "title"}
    composed = frozenset(("item",))
    columns = (
        Column(
            "title",
            "Acara",
            "Item",
            "agenda|kegiatan|mata acara|nama acara|nama kegiatan|susunan acara|rangkaian acara|uraian|"
            "uraian acara|uraian kegiatan|activity|activities|programme|program|event|session|title",
            required=True,
        ),
        Column("day", "Tanggal", "Date", "hari tanggal|hari dan tanggal|tgl|hari tgl|day|day date"),
        Column(
            "starts_at",
            "Mulai",
            "Starts",
            "waktu mulai|jam mulai|pukul mulai|waktu|pukul|jam|waktu wib|pukul wib|jam wib|waktu pelaksanaan|"
            "start|start time|time",
            required=True,
        ),
        Column("ends_at", "Selesai", "Ends", "waktu selesai|jam selesai|pukul selesai|end|end time"),
        Column("venue", "Tempat", "Place", "lokasi|venue|ruang|tempat kegiatan|lokasi kegiatan", clears=True),
        Column("audience", "Peserta", "Audience", "undangan|untuk|participants|tamu", clears=True),
        Column(
            "dress_code",
            "Pakaian/Catatan",
            "Dress code or note",
            "pakaian|catatan|dress code|keterangan|ket|note",
            clears=True,
        ),
        Column(
            "host_agency",
            "Penanggung jawab",
            "Host agency",
            "opd|pelaksana|perangkat daerah|host",
            clears=True,
        ),
        Column("contact_name", "Narahubung", "Contact", "kontak|pic|contact person"),
    )
    show_fields = ("title", "starts_at", "ends_at", "venue", "audience")

    def read(self, row, table, context):
        reader = RowReader(row, table)
        title = reader.text("title", 200)
        if not title and not reader.failed("title"):
            reader.refuse("title", FIELD_EMPTY, column="Acara")
        starts, ends = read_times(reader, table, context)
        if starts and ends and ends <= starts:
            zone = context.zone
            reader.refuse("ends_at", END_BEFORE_START, start=_moment(starts, zone), end=_moment(ends, zone))
        values = {"title": title, "starts_at": _utc(starts), "ends_at": _utc(ends)}
        for name, limit in (("venue", 120), ("dress_code", 200), ("host_agency", 150), ("contact_name", 150)):
            if reader.has(name):
                values[name] = reader.text(name, limit) or ""
        if reader.has("audience"):
            names = _tier_names(context)
            values["audience"] = reader.read("audience", lambda cell: read_audience(cell, names)) or []
        known = {k: v for k, v in values.items() if v is not None}
        return reader.record(title or "", known, keys=_agenda_keys(title or "", values["starts_at"]))

    def check(self, records, context):
        """An end that is not written: the next item's start on that day, else an hour later."""
        following = [*records[1:], None]
        return [_closed(one, after, context) for one, after in zip(records, following, strict=True)]

    def existing(self, context):
        items = context.event.agenda.select_related("venue").prefetch_related("tiers")
        return [_existing_item(item) for item in items]

    def create(self, values, context):
        return str(self._take(values, context, None).pk)

    def update(self, pk, values, context):
        self._take(values, context, AgendaItem.objects.get(pk=pk))

    def _take(self, values, context, item):
        plain = _plain_item(values, context.event)
        return intake.take_agenda_item(
            event=context.event, values=plain, by=context.by, at=context.at, item=item
        )

    def cancel(self, pk, context):
        self._stand(pk, context, {"cancelled_at": context.at, "cancel_reason": GONE}, "agenda_item.cancelled")

    def restore(self, pk, context):
        self._stand(pk, context, {"cancelled_at": None, "cancel_reason": ""}, "agenda_item.restored")

    def _stand(self, pk, context, changes, verb):
        item, _diff = rows.change_row(AgendaItem.objects.get(pk=pk), changes)
        trail.record(verb, on=item, by=context.by, at=context.at)

    def remove(self, pk, context):
        AgendaItem.objects.get(pk=pk).delete()

    def show(self, field_name, value, context):
        if field_name in ("starts_at", "ends_at") and value:
            return _moment(datetime.fromisoformat(value), context.zone)
        if field_name == "audience":
            return ", ".join(value) if value else "Semua"
        return super().show(field_name, value, context)


def _closed(record, following, context):
    starts = record.values.get("starts_at")
    if record.errors or not starts or record.values.get("ends_at"):
        return record
    starts, zone = datetime.fromisoformat(starts), ZoneInfo(context.zone)
    later = following.values.get("starts_at") if following else None
    ends = datetime.fromisoformat(later) if later else starts
    if ends <= starts or ends.astimezone(zone).date() != starts.astimezone(zone).date():
        ends = starts + UNSAID
    said = note(END_ASSUMED, end=_moment(ends, context.zone))
    record = record.with_note(Problem.of(record.row, "starts_at", said))
    return replace(record, values=record.values | {"ends_at": _utc(ends)})


def read_audience(cell, names):
    """['LO'] for officers, [] for everybody, else tier codes; raises for an unknown word."""
    codes = []
    for part in split_audience(one_line(cell)):
        word = normal(part)
        if word in OFFICERS:
            codes.append("LO")
        elif word in names:
            codes.append(names[word])
        elif word not in EVERYBODY:
            choices = ", ".join(["Semua", "LO", *dict.fromkeys(names.values())])
            raise ReadingError(TIER_UNKNOWN, text=part, choices=choices)
    return Read(sorted(set(codes)))


def _tier_names(context):
    if "tiers" not in context.memo:
        context.memo["tiers"] = [(t.code, t.name, t.aliases) for t in context.event.tiers.all()]
    return tier_names(context.memo["tiers"])


def _agenda_keys(title, starts_at):
    return (("item", f"{normal(title)} {starts_at}"), ("title", normal(title)))


def _existing_item(item):
    starts_at = _utc(item.starts_at)
    audience = ["LO"] if item.for_officers else sorted(tier.code for tier in item.tiers.all())
    values = {
        "title": item.title,
        "starts_at": starts_at,
        "ends_at": _utc(item.ends_at),
        "venue": item.venue.name if item.venue else "",
        "audience": audience,
        "dress_code": item.dress_code,
        "host_agency": item.host_agency,
        "contact_name": item.contact_name,
    }
    keys = _agenda_keys(item.title, starts_at)
    return Existing(str(item.pk), item.title, values, keys, standing=not item.is_cancelled)


def _plain_item(values, event):
    plain = {k: v for k, v in values.items() if k not in ("starts_at", "ends_at", "venue", "audience")}
    plain |= {k: datetime.fromisoformat(values[k]) for k in ("starts_at", "ends_at") if k in values}
    if "venue" in values:
        plain["venue"] = intake.place_of(event, values["venue"])
    if "audience" in values:
        codes = values["audience"]
        plain["for_officers"] = "LO" in codes
        plain["tiers"] = list(event.tiers.filter(code__in=codes))
    return plain


def _utc(instant):
    return instant.astimezone(ZoneInfo("UTC")).isoformat() if instant else None


def _moment(instant, zone):
    return formats.compact(instant, zone)
