"""The list of guests, matched by name within the delegation."""

from django_countries import countries

from delegates import services
from delegates.columns import HONORIFIC
from delegates.importing.below import DELEGATION, BelowKind, delegation_of, guests_of, plain, read_one_phone
from delegates.importing.naming import read_delegation
from delegates.models import Guest
from delegates.reading import ROLES, is_honorific, read_country, read_word
from lo_portal.imports.kinds import CHANGED, NEW, Existing
from lo_portal.sheets.columns import Column, normal
from lo_portal.sheets.reading import read_text

NAME = (
    "nama|nama tamu|nama anggota|nama peserta|name|name of delegate|name of participant|participant|"
    "delegate name"
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
        "role": lambda cell, context: read_word(cell, ROLES, "member"),
        "position": lambda cell, context: read_text(cell, 250),
        "nationality": lambda cell, context: read_country(cell, dict(countries)),
        "spoken_name": lambda cell, context: read_text(cell, 120),
        "represents": lambda cell, context: read_text(cell, 250),
        "phone": lambda cell, context: read_one_phone(cell),
    }

    def complete(self, steps, context):
        """The rooming list in the same file may name whoever comes by this one."""
        told = [
            (step.values["code"], step.values["full_name"]) for step in steps if step.action in (NEW, CHANGED)
        ]
        known = guests_of(context)
        known += [pair for pair in told if pair not in known]
        return steps

    def keys_of(self, values):
        return (("guest", f"{values.get('code')} {normal(values.get('full_name') or '')}"),)

    def existing(self, context):
        found = Guest.objects.filter(delegation__event=context.event).select_related("delegation")
        return [self._existing(guest) for guest in found]

    def _existing(self, guest):
        values = {name: plain(getattr(guest, name)) for name in self.readers if name != "code"}
        values |= {"code": guest.delegation.code, "nationality": guest.nationality.code or ""}
        standing = guest.cancelled_at is None
        return Existing(
            str(guest.pk), str(guest), values, self.keys_of(values), standing=standing, group=values["code"]
        )

    def take(self, values, context, guest):
        changes = {k: v for k, v in values.items() if k != "code"}
        if guest is not None:
            return services.change_guest(guest=guest, changes=changes, by=context.by, at=context.at)
        delegation = delegation_of(values["code"], context)
        return services.add_guest(delegation=delegation, values=changes, by=context.by, at=context.at)
