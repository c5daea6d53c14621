"""What a row of an officer list says, as the JSON values that an import compares and keeps."""

import phonenumbers

from lo_portal.imports.kinds import Problem
from lo_portal.sheets.sentences import note
from officers.reading import sentences
from officers.reading.officers import OfficerRow

TITLE_LIMITS = {"front_title": 40, "back_title": 80}
RANK_LIMIT = 40


def values_of(read: OfficerRow) -> dict:
    """What a row says, as JSON; an empty cell says nothing."""
    values = {
        "sex": read.sex,
        "position": read.position,
        "agency": read.agency,
        "email": read.email,
        "prior_events": read.service_count,
        "briefed": read.briefed,
        "role": read.role,
    }
    if read.name:
        values |= {"name": read.name.name, "front_title": read.name.front, "back_title": read.name.back}
    if read.identity and read.identity.number:
        values |= {"identity_kind": read.identity.kind, "nip": read.identity.number}
    if read.rank and read.rank.golongan:
        values["golongan"] = read.rank.golongan
    values["service_rank"] = service_rank(read)
    if read.phones:
        values |= {"phone": read.phones.first, "office_phone": (read.phones.offices or ("",))[0]}
    if read.languages:
        values["languages"] = {one.code: [one.level, one.low, one.high] for one in read.languages}
    if read.competencies:
        values["ratings"] = dict(read.competencies)
    return {k: v for k, v in values.items() if v not in (None, "")}


def service_rank(read: OfficerRow) -> str:
    """The rank of police or armed forces: its column's, else the one before the name."""
    column = read.rank.pangkat if read.rank and not read.rank.golongan else ""
    return column or (read.name.rank if read.name else "")


def over_limits(read: OfficerRow) -> list[Problem]:
    """What of the row does not fit its column, and numbers that no country has."""
    problems = []
    if read.name:
        for name, text in (("front", read.name.front), ("back", read.name.back)):
            limit = TITLE_LIMITS[f"{name}_title"]
            if len(text) > limit:
                said = note(sentences.TITLE_LONG, length=len(text), limit=limit)
                problems.append(Problem.of(read.row, name, said))
    rank = service_rank(read)
    if len(rank) > RANK_LIMIT:
        said = note(sentences.RANK_LONG, length=len(rank), limit=RANK_LIMIT)
        problems.append(Problem.of(read.row, "golongan", said))
    for number in (read.phones.first, *read.phones.offices[:1]) if read.phones else ():
        if number and not phonenumbers.is_valid_number(phonenumbers.parse(number)):
            problems.append(Problem.of(read.row, "phone", note(sentences.PHONE_UNKNOWN, text=number)))
    return problems
