"""The sheet as plain text for a chat: times, places, cars, phones; guests only by delegation. Pure."""

from dataclasses import replace
from itertools import groupby

from assignments.duty import phrasing
from assignments.duty.renderings.calendar import Published, age_line
from assignments.duty.sheet import Entry
from assignments.duty.words import words_in
from lo_portal import formats


def message_text(published: Published, lang: str = "id") -> str:
    """A text that pastes into WhatsApp: bold by asterisks, one line per duty."""
    sheet = published.sheet
    lines = [f"*{sheet.event.short_name}*", sheet.officer.name]
    lines += [phrasing.duty_line(part, lang) for part in sheet.delegations]
    for on, entries in groupby(sheet.timeline, key=lambda e: formats.local_day(e.starts_at, e.zone)):
        lines += ["", f"*{formats.day(on, lang)}*"]
        lines += [_line(entry, lang) for entry in entries]
    calls = [phrasing.contact_line(each, lang) for each in sheet.contacts if each.role != "guest"]
    return "\n".join([*lines, "", *calls, "", age_line(published, lang)])


def _line(entry: Entry, lang: str) -> str:
    unnamed = replace(entry, guest=", ".join(entry.delegations))
    title = phrasing.entry_title(unnamed, lang)
    place = ", ".join(part for part in (entry.place, entry.meeting_point) if part)
    pieces = [f"{phrasing.entry_span(entry, lang)}: {title}", place]
    if entry.be_there_by:
        due = formats.time(entry.be_there_by, entry.zone, lang)
        pieces.append(f"{words_in(lang)['be_there_by'].lower()} {due}")
    if entry.vehicle:
        pieces.append(entry.vehicle.plate)
    return " · ".join(piece for piece in pieces if piece)
