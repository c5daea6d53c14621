"""The list of guests, matched by name within the delegation; its head also as the head."""

from dataclasses import replace

from delegates import services
from delegates.columns import HONORIFIC
from delegates.countries import read_country
from delegates.importing.below import (
    DELEGATION,
    BelowKind,
    delegation_of,
    guests_of,
    phone_at_home,
    plain,
    read_one_phone,
)
from delegates.importing.naming import country_of, read_delegation
from delegates.models import Guest, GuestRole
from delegates.reading import HEAD_TAKEN, PHONE_AT_HOME, ROLES, is_honorific, person, read_word
from lo_portal.imports.kinds import CHANGED, ERROR, NEW, Existing, Problem
from lo_portal.sheets.columns import Column, normal
from lo_portal.sheets.reading import read_text
from lo_portal.sheets.sentences import note
from lo_portal.sheets.tables import Cell

NAME = (
    "nama|nama tamu|nama anggota|nama peserta|name|name of delegate|name of participant|participant|"
    "delegate name|surname|family name|last name|nama belakang|nama keluarga"
)


class GuestKind(BelowKind):
    key = "guests"
    label = ("Tamu", "Guests")
    thing = ("tamu", "guest")
    sheet_names = ("Tamu", "Anggota Delegasi", "Peserta", "Guests")
    order = 32
    model = Guest
    named = "full_name"
    required = ("code", "full_name")
    key_fields = {"guest": "full_name"}
    composed = frozenset(("guest",))
    columns = (
        DELEGATION,
        Column("full_name", "Nama lengkap", "Full name", NAME, required=True),
        Column(
            "position",
            "Jabatan",
            "Position",
            "jabatan tamu|designation|job title|function|title|official title|occupation",
        ),
        Column("honorific", "Sapaan", "Form of address", HONORIFIC, fits=is_honorific),
        Column(
            "role",
            "Peran",
            "Role",
            "status|kedudukan|sebagai|capacity|role in delegation|peran dalam delegasi",
        ),
        Column("nationality", "Kewarganegaraan", "Nationality", "negara|warga negara|country", beside="code"),
        Column("given_name", "Nama depan", "Given name", "first name|given names|given name s|forename"),
        Column("spoken_name", "Dibaca", "Spoken as", "nama panggilan|call name"),
        Column("represents", "Mewakili", "Represents", "wakil dari"),
        Column(
            "phone",
            "Nomor HP",
            "Phone",
            "no hp|hp|telepon|no telepon|kontak|handphone|no wa|wa|mobile|mobile no|mobile number|phone no|"
            "phone number|contact number|contact no|whatsapp",
        ),
    )
    show_fields = ("code", "full_name", "role", "position", "nationality")
    readers = {
        "code": read_delegation,
        "full_name": lambda cell, context: read_text(cell, 250),
        "honorific": lambda cell, context: read_text(cell, 120),
        "role": lambda cell, context: read_word(cell, ROLES),
        "position": lambda cell, context: read_text(cell, 250),
        "nationality": lambda cell, context: read_country(cell),
        "spoken_name": lambda cell, context: read_text(cell, 120),
        "represents": lambda cell, context: read_text(cell, 250),
        "phone": lambda cell, context: read_one_phone(cell),
    }

    def prepare(self, reader, table, context):
        """A name in two columns, as passports have it."""
        super().prepare(reader, table, context)
        given, family = reader.cell("given_name").text, reader.cell("full_name").text
        if given:
            reader.cells["full_name"] = Cell(f"{given} {family}".strip())

    def judge(self, reader, values, context):
        """A number without a country's code is one of the guest's country, or an Indonesian mobile."""
        home = values.get("nationality") or country_of(values.get("code"), context)
        number = phone_at_home(reader.cell("phone"), home)
        if number:
            values["phone"] = number
            reader.errors = [problem for problem in reader.errors if problem.field != "phone"]
            reader.notes = [problem for problem in reader.notes if problem.field != "phone"]
            reader.doubt("phone", PHONE_AT_HOME, text=reader.cell("phone").text, phone=number)

    def complete(self, steps, context):
        """The rooming list in the same file may name whoever comes by this one."""
        told = [
            (step.values["code"], step.values["full_name"]) for step in steps if step.action in (NEW, CHANGED)
        ]
        known = guests_of(context)
        known += set(told).difference(known)
        return _with_one_head(steps, context)

    def same(self, field_name, old, new):
        if field_name == "full_name":
            return normal(old) == normal(new)
        return super().same(field_name, old, new)

    def keys_of(self, values):
        """A head is found by name like everybody, else as the head whose name the list corrects."""
        guest = ("guest", f"{values.get('code')} {person(values.get('full_name') or '')}")
        return (guest, ("head", values.get("code"))) if values.get("role") == GuestRole.HEAD else (guest,)

    def existing(self, context):
        found = Guest.objects.filter(delegation__event=context.event).select_related("delegation")
        return [self._existing(guest) for guest in found]

    def _existing(self, guest):
        values = {name: plain(getattr(guest, name)) for name in self.readers if name != "code"}
        values |= {"code": guest.delegation.code, "nationality": guest.nationality.code or ""}
        standing = guest.cancelled_at is None
        keys = self.keys_of(values) if standing else self.keys_of(values)[:1]
        return Existing(str(guest.pk), str(guest), values, keys, standing=standing, group=values["code"])

    def take(self, values, context, guest):
        changes = {k: v for k, v in values.items() if k != "code"}
        if guest is not None:
            return services.change_guest(guest=guest, changes=changes, by=context.by, at=context.at)
        delegation = delegation_of(values["code"], context)
        head = _head_meant(delegation, changes)
        if head is None:
            return services.add_guest(delegation=delegation, values=changes, by=context.by, at=context.at)
        changes["role"] = GuestRole.HEAD
        return services.change_guest(guest=head, changes=changes, by=context.by, at=context.at)


def _head_meant(delegation, values):
    """The head that the delegations of the same file have just brought, where the row means that one."""
    head = delegation.guests.filter(role=GuestRole.HEAD, cancelled_at=None).first()
    if head and (
        values.get("role") == GuestRole.HEAD or person(head.full_name) == person(values["full_name"])
    ):
        return head
    return None


def _with_one_head(steps, context):
    """The steps, refused where a delegation would get a second head."""
    found = Guest.objects.filter(delegation__event=context.event, role=GuestRole.HEAD, cancelled_at=None)
    heads = {head.delegation.code: (str(head.pk), str(head)) for head in found.select_related("delegation")}
    done = []
    for step in steps:
        code, role = step.values.get("code"), step.values.get("role")
        if step.action in (NEW, CHANGED) and role == GuestRole.HEAD:
            own = (step.pk or f"row {step.row}", step.label)
            held = heads.setdefault(code, own)
            if held[0] != own[0]:
                said = note(HEAD_TAKEN, code=code, who=held[1])
                problem = Problem.of(step.row, "role", said)
                step = replace(step, action=ERROR, errors=(*step.errors, problem))
        done.append(step)
    return done
