"""What the lists below delegations share: each row names its delegation by code or name."""

import re
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import phonenumbers

from delegates.columns import COUNTRIES, NAMES
from delegates.models import Delegation, Guest
from delegates.reading import FAR_FROM_EVENT, WITHDRAWN, withdrawn_word
from events.reading import FIELD_EMPTY
from lo_portal import formats, rows
from lo_portal.audit import trail
from lo_portal.imports.kinds import Kind
from lo_portal.imports.rowreading import RowReader
from lo_portal.sheets import spans
from lo_portal.sheets.columns import Column
from lo_portal.sheets.reading import Read, read_text
from lo_portal.sheets.sentences import ReadingError
from lo_portal.sheets.tables import Cell
from officers.reading.phones import read_phones
from officers.reading.sentences import PHONE_UNKNOWN

FAR = timedelta(days=21)
DELEGATION = Column(
    "code",
    "Delegasi",
    "Delegation",
    f"kode|kode delegasi|id delegasi|delegation code|{NAMES}|{COUNTRIES}",
    required=True,
    group="delegation",
)


_NAMED_ABOVE = re.compile(
    r"^(?:[\w]{1,4}[.)]\s*)?(?:delegasi|delegation)(?:\s*[:\-–]|\s+of\b|\s+dari\b)\s*(.+)$", re.I
)


class BelowKind(Kind):
    """A row is read field by field; what differs between these lists is told by attributes."""

    readers: dict = {}
    clocks: dict = {}  # field -> field of the hours that some lists keep in a column of their own
    required: tuple[str, ...] = ()
    named = ""

    def read(self, row, table, context):
        reader = RowReader(row, table)
        self.prepare(reader, table, context)
        values = {}
        for name, read in self.readers.items():
            if name in self.clocks:
                near = context.event.starts_on
                moment = reader.moment(name, self.clocks[name], context.zone, near)
                doubt_far(reader, name, moment, context)
                value = _utc(moment)
            else:
                value = reader.read(name, lambda cell, read=read: read(cell, context))
            if reader.has(name) and value is not None:
                values[name] = value
        for name in self.required:
            failed = reader.failed(name) or reader.failed(self.clocks.get(name))
            if values.get(name) in (None, "") and not failed:
                reader.refuse(name, FIELD_EMPTY, column=self.column(name).label)
        self.judge(reader, values, context)
        doubt_withdrawn(reader)
        told = {k: v for k, v in values.items() if v != "" or self.column(k).clears}
        return reader.record(str(values.get(self.named) or ""), told, keys=self.keys_of(values))

    def lacking(self, table):
        """The delegation may stand in rows of its own: 'Delegasi: Malaysia'."""
        lacking = super().lacking(table)
        said = any(_NAMED_ABOVE.match(out.text) for out in table.left_out)
        return tuple(column for column in lacking if not (said and column.field == "code"))

    def prepare(self, reader, table, context):
        """Cells that say more than their heading, and what is said outside of the row."""
        if self.column("code") and not reader.cell("code").filled:
            named = filter(None, map(_NAMED_ABOVE.match, table.said_above(reader.row.number)))
            if found := next(named, None):
                reader.cells["code"] = Cell(found[1].strip())

    def judge(self, reader, values, context):
        """Problems between the fields of one row."""

    def same(self, field_name, old, new):
        return (old or "") == (new or "")

    def absent(self, records, missed, existing, context):
        """A list speaks for the delegations that it names."""
        named = {record.values.get("code") for record in records}
        return [one for one in missed if one.group in named]

    def create(self, values, context):
        return str(self.take(values, context, None).pk)

    def update(self, pk, values, context):
        self.take(values, context, self.model.objects.get(pk=pk))

    def cancel(self, pk, context):
        self.stand(pk, context, context.at)

    def restore(self, pk, context):
        self.stand(pk, context, None)

    def stand(self, pk, context, cancelled_at):
        row, _diff = rows.change_row(self.model.objects.get(pk=pk), {"cancelled_at": cancelled_at})
        verb = "cancelled" if cancelled_at else "restored"
        trail.record(f"{self.model._meta.model_name}.{verb}", on=row, by=context.by, at=context.at)

    def remove(self, pk, context):
        self.model.objects.get(pk=pk).delete()

    def show(self, field_name, value, context):
        if isinstance(value, str) and field_name.endswith("_at") and value:
            return formats.compact(datetime.fromisoformat(value), context.zone)
        if isinstance(value, str) and field_name.endswith("_on") and value:
            return formats.day(date.fromisoformat(value))
        return super().show(field_name, value, context)


def read_plate(cell) -> Read:
    """'kb1234 xx' -> 'KB 1234 XX'."""
    read = read_text(cell, 20)
    signs = "".join(c for c in read.value.upper() if c.isalnum())
    head = signs.rstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    tail = signs[len(head) :]
    front = head.rstrip("0123456789")
    return Read(" ".join(part for part in (front, head[len(front) :], tail) if part))


def read_one_phone(cell):
    read = read_phones(cell)
    number = read.value.first or (read.value.offices or ("",))[0]
    if number and not phonenumbers.is_valid_number(phonenumbers.parse(number)):
        raise ReadingError(PHONE_UNKNOWN, text=number)
    return Read(number, read.notes)


def phone_at_home(cell, country) -> str:
    """E.164 of a number written as people of `country` dial it at home, else ''."""
    text = cell.text
    if not text or country in ("", "ID") or text.startswith(("+", "00", "08", "62")):
        return ""
    try:
        found = phonenumbers.parse(text, country)
    except phonenumbers.NumberParseException:
        return ""
    valid = phonenumbers.is_valid_number_for_region(found, country)
    return phonenumbers.format_number(found, phonenumbers.PhoneNumberFormat.E164) if valid else ""


def doubt_withdrawn(reader):
    """A note where a row says, in whatever column, that somebody does not come."""
    words = (withdrawn_word(cell.text) for cell in reader.row.cells if cell.kind == "text")
    word = next(filter(None, words), "")
    if word:
        reader.doubt("", WITHDRAWN, text=word)


def doubt_far(reader, field, moment, context):
    """A note where a movement is weeks away from its event: a wrong month or year."""
    event = context.event
    if moment is None:
        return
    day = moment.astimezone(ZoneInfo(context.zone)).date()
    if not event.starts_on - FAR <= day <= event.ends_on + FAR:
        days = formats.day_range(event.starts_on, event.ends_on)
        reader.doubt(field, FAR_FROM_EVENT, moment=formats.day(day), event=days)


def _utc(moment):
    return moment.astimezone(ZoneInfo("UTC")).isoformat() if moment else None


def read_day(cell, context):
    """A day as text; one without a year is that of the event."""
    read = spans.read_day(cell, context.event.starts_on.year)
    return Read(read.value.isoformat() if read.value else None, read.notes)


def plates(context):
    if "plates" not in context.memo:
        context.memo["plates"] = set(context.event.vehicles.values_list("plate", flat=True))
    return context.memo["plates"]


def guests_of(context) -> list[tuple[str, str]]:
    """(delegation's code, full name) of the guests of the event and of the guest list in the same file."""
    if "guests" not in context.memo:
        found = Guest.objects.filter(delegation__event=context.event, cancelled_at=None)
        context.memo["guests"] = list(found.values_list("delegation__code", "full_name"))
    return context.memo["guests"]


def delegation_of(code, context):
    return Delegation.objects.get(event=context.event, code=code)


def plain(value):
    if isinstance(value, date):
        return value.isoformat()
    return value if isinstance(value, int) else str(value or "")
