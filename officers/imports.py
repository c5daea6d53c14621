"""The list of officers: matched by service number, then by name within the agency, else asked about."""

import difflib

from lo_portal import formats
from lo_portal.imports import registry
from lo_portal.imports.kinds import Existing, Kind, Problem, Record
from lo_portal.sheets.columns import normal
from lo_portal.sheets.sentences import note
from officers import intake, services
from officers.models import Agency, Officer, RosterEntry, RosterRole
from officers.ranks import printed_rank
from officers.reading import sentences
from officers.reading.columns import COMPETENCIES, OFFICER_COLUMNS
from officers.reading.languages import LANGUAGES
from officers.reading.officers import agency_above, read_officer
from officers.reading.values import over_limits, values_of

# A list that names at least this share of the roster is the whole roster.
WHOLE_SHARE = 0.5
GONE = "Tidak ada lagi di daftar impor."
CLOSE_NAME = 0.85
BIRTH_DIGITS = 8
ROSTER_FIELDS = intake.ROSTER


class OfficerKind(Kind):
    key = "officers"
    label = ("Petugas LO", "Liaison officers")
    thing = ("petugas", "officer")
    columns = OFFICER_COLUMNS
    sheet_names = ("LO", "Petugas LO", "Petugas", "Daftar LO", "Liaison Officer")
    needs_event = False
    reported = True
    order = 20
    model = Officer
    children = ("languages", "ratings", "roster")
    key_fields = {"nip": "nip", "person": "name"}
    show_fields = ("name", "agency", "phone", "languages", "golongan")

    def read(self, row, table, context):
        read = read_officer(row, table, context.today)
        errors = [Problem.of(row.number, p.field, p.said) for p in read.errors]
        notes = [Problem.of(row.number, p.field, p.said) for p in read.notes]
        errors += over_limits(read)
        if not read.agency and not any(e.field == "agency" for e in errors):
            errors.append(Problem.of(row.number, "agency", note(sentences.AGENCY_EMPTY)))
        label = str(read.name) if read.name else ""
        return Record(
            row.number,
            label,
            _on_list(values_of(read), context),
            keys=_keys(
                read.identity and read.identity.number,
                read.agency,
                label and read.name.name,
                numbered=any(table.heading_of(field) for field in ("nip", "nrp")),
            ),
            likeness=normal(read.name.name) if read.name else "",
            errors=tuple(errors),
            notes=tuple(notes),
        )

    def check(self, records, context):
        """One telephone number for one officer; agencies that look misspelt are doubted."""
        known = {normal(name): name for name in Agency.objects.values_list("name", flat=True)}
        close = {}
        first, checked = {}, []
        for record in records:
            phone = record.values.get("phone")
            if phone and phone in first and not record.errors:
                said = note(sentences.PHONE_TWICE, row=first[phone].row, name=first[phone].label)
                record = record.with_error(Problem.of(record.row, "phone", said))
            elif phone:
                first.setdefault(phone, record)
            checked.append(_doubt_agency(record, known, close))
        return checked

    def existing(self, context):
        officers = Officer.objects.persons().select_related("agency").prefetch_related("languages", "ratings")
        entries = {}
        if context.event is not None:
            entries = {e.officer_id: e for e in RosterEntry.objects.filter(event=context.event)}
        return [_existing(officer, entries.get(officer.pk), context) for officer in officers]

    def same(self, field_name, old, new):
        """A loose level ('aktif') agrees with the levels it covers; unsaid skills are left alone."""
        if field_name == "languages":
            return all(_level_agrees(old or {}, code, band) for code, band in new.items())
        if field_name == "ratings":
            return all((old or {}).get(key) == value for key, value in new.items())
        if field_name == "agency":
            return normal(old or "") == normal(new)
        return old == new

    def plausible(self, record, existing):
        """Not the same where both have numbers with different birth dates."""
        mine, theirs = record.values.get("nip"), existing.values["nip"]
        return not (mine and theirs) or mine[:BIRTH_DIGITS] == theirs[:BIRTH_DIGITS]

    def absent(self, records, missed, existing, context):
        """A whole list names everybody; a part of it speaks for its own agencies."""
        standing = sum(one.listed and one.standing for one in existing)
        if context.whole or len(records) >= WHOLE_SHARE * standing:
            return missed
        agencies = {normal(record.values.get("agency", "")) for record in records}
        return [one for one in missed if one.group in agencies]

    def sender(self, table):
        heading = table.heading_of("agency")
        names = {row.cell(heading.index).text for row in table.body} if heading else set()
        if not names - {""}:
            names = {agency_above(table, row.number) or "" for row in table.body}
        return names.pop()[:200] if len(names) == 1 else ""

    def create(self, values, context):
        return self.create_many([values], context)[0]

    def create_many(self, several, context):
        people = [_plain(values) | _roster_part(values) for values in several]
        for values in people:
            if "nip" not in values:
                values["identity_kind"] = "none"
        made = intake.take_officers(people=people, event=context.event, by=context.by, at=context.at)
        return [str(officer.pk) for officer in made]

    def update(self, pk, values, context):
        officer = Officer.objects.get(pk=pk)
        intake.change_by_list(officer=officer, values=_plain(values), by=context.by, at=context.at)
        if any(name in values for name in ROSTER_FIELDS):
            self._roster(officer, values, context)

    def revert(self, pk, old, context):
        officer = Officer.objects.get(pk=pk)
        if "languages" in old:
            levels = _levels(old["languages"])
            services.set_languages(officer=officer, levels=levels, by=context.by, at=context.at)
        if "ratings" in old:
            ratings = dict.fromkeys(COMPETENCIES) | old["ratings"]
            services.rate_officer(
                officer=officer, rater="self", ratings=ratings, by=context.by, at=context.at
            )
        rest = {k: v for k, v in old.items() if v is not None and k not in intake.SKILLS}
        if rest:
            self.update(pk, rest, context)

    def enlist(self, pk, context):
        self._roster(Officer.objects.get(pk=pk), {}, context)

    def delist(self, pk, context):
        RosterEntry.objects.filter(event=context.event, officer_id=pk).delete()

    def cancel(self, pk, context):
        entry = RosterEntry.objects.get(event=context.event, officer_id=pk)
        services.withdraw_roster_entry(entry=entry, reason=GONE, by=context.by, at=context.at)

    def restore(self, pk, context):
        officer = Officer.objects.get(pk=pk)
        services.enrol_officer(event=context.event, officer=officer, values={}, by=context.by, at=context.at)

    def remove(self, pk, context):
        Officer.objects.get(pk=pk).delete()

    def show(self, field_name, value, context):
        if field_name == "phone" and value:
            return formats.phone(value)
        if field_name == "golongan":
            return printed_rank(value) if value else ""
        if field_name == "languages":
            return "; ".join(f"{_spoken(code)} {band[0]}" for code, band in (value or {}).items())
        if field_name == "ratings":
            return "; ".join(f"{COMPETENCIES[key][0]} {points}" for key, points in (value or {}).items())
        if field_name == "role" and value:
            return str(RosterRole(value).label)
        if field_name == "briefed" and value is not None:
            return "Ya" if value else "Belum"
        return super().show(field_name, value, context)

    def _roster(self, officer, values, context):
        if context.event is not None:
            chosen = _roster_part(values)
            intake.take_on_roster(
                officer=officer, event=context.event, values=chosen, by=context.by, at=context.at
            )


def _on_list(values, context):
    """Role and briefing belong to an event's roster; without an event they say nothing."""
    if context.event is not None:
        return values
    return {k: v for k, v in values.items() if k not in ROSTER_FIELDS}


def _keys(number, agency, name, *, numbered=True):
    """By what a row finds its officer; `numbered` tells whether the list has service numbers at all.

    In a list without them the name within the agency finds also those whose number is known.
    """
    if number:
        return (("nip", number),)
    if not (agency and name):
        return ()
    person = f"{normal(name)} / {normal(agency)}"
    return (("person", person),) if numbered else (("person", person), ("bearer", person))


def _existing(officer, entry, context):
    levels = {one.language: [one.level] * 3 for one in officer.languages.all()}
    ratings = {one.competency: one.self_rating for one in officer.ratings.all() if one.self_rating}
    fields = (
        "name front_title back_title identity_kind nip sex golongan service_rank position email "  # noqa: SIM905
        "prior_events".split()
    )
    values = {name: getattr(officer, name) for name in fields}
    values |= {"phone": str(officer.phone or ""), "office_phone": str(officer.office_phone or "")}
    values |= {"agency": officer.agency.name, "languages": levels, "ratings": ratings}
    if entry is not None:
        values |= {"role": entry.role, "briefed": entry.briefed}
    return Existing(
        str(officer.pk),
        f"{officer} ({officer.agency})",
        values,
        keys=(
            *_keys(officer.nip, officer.agency.name, officer.name),
            *_keys("", officer.agency.name, officer.name, numbered=False)[1:],
        ),
        likeness=normal(officer.name),
        standing=entry is None or entry.withdrawn_at is None,
        listed=context.event is None or entry is not None,
        group=normal(officer.agency.name),
    )


def _level_agrees(known, code, band):
    """Bands are [level, lowest, highest] of CEFR, which sorts as text."""
    return code in known and band[1] <= known[code][0] <= band[2]


def _spoken(code):
    return LANGUAGES[code][0].title() if code in LANGUAGES else code


def _levels(bands):
    return {code: band[0] for code, band in (bands or {}).items()}


def _roster_part(values):
    return {name: values[name] for name in ROSTER_FIELDS if values.get(name) is not None}


def _plain(values):
    plain = {k: v for k, v in values.items() if k not in ROSTER_FIELDS}
    if "languages" in plain:
        plain["languages"] = _levels(plain["languages"])
    return plain


def _doubt_agency(record, known, close):
    """A note where a new agency's name nearly is a known one."""
    name = record.values.get("agency", "")
    wanted = normal(name)
    if not name or wanted in known or not known:
        return record
    if wanted not in close:
        close[wanted] = difflib.get_close_matches(wanted, known, 1, CLOSE_NAME)
    if not close[wanted]:
        return record
    likely = known[close[wanted][0]]
    said = note(sentences.AGENCY_CLOSE, text=name, known=likely)
    return record.with_note(Problem.of(record.row, "agency", said, suggest=likely))


def register():
    registry.register_kind(OfficerKind())
