"""Forms of delegations, guests and journeys. They listen; `delegates.services` acts."""

from django import forms
from django.utils.translation import gettext_lazy as _

from delegates.codes import codes_of, free_code
from delegates.models import Delegation, Gift, Guest, Movement, Need, Stay, Vehicle
from delegates.services.guests import RESTRICTED
from lo_portal.forms import Fold, InstantField, PortalForm, columns

CLEAR = "-"
CEFR = [(level, level) for level in ("A1", "A2", "B1", "B2", "C1", "C2")]


class DelegationForm(PortalForm):
    """A delegation; `languages` takes "en B2, ms B1", best first."""

    languages = forms.CharField(
        label=_("Languages that serve it"),
        required=False,
        help_text=_("Best first, with the lowest level: en B2, ms B1."),
    )

    class Meta:
        model = Delegation
        fields = [
            "code", "name", "origin_kind", "country", "tier", "precedence", "party_size", "lo_required",
            "lo_sex", "contact_name", "contact_phone", "contact_email", "cooperation", "partner_note",
            "home_timezone",
        ]  # fmt: skip

    layout = [
        columns("code", "name"),
        columns("tier", "lo_required", "party_size"),
        columns("origin_kind", "country"),
        columns("languages", "lo_sex"),
        Fold(_("Contact officer of the guest"), columns("contact_name", "contact_phone", "contact_email")),
        Fold(
            _("Order, home clock, cooperation"),
            columns("precedence", "home_timezone", "cooperation"),
            "partner_note",
        ),
    ]

    def __init__(self, *args, event, **kwargs):
        super().__init__(*args, **kwargs)
        self.event = event
        self.fields["tier"].queryset = event.tiers.all()
        self.fields["lo_required"].required = False
        self.fields["lo_required"].help_text = _("Empty: as many as the tier gives.")
        if self.instance._state.adding:
            self.initial["lo_required"] = None
            self.fields["code"].required = False
            self.fields["code"].help_text = _("Empty: made from the country, for example MY-02.")
        else:
            self.initial["languages"] = ", ".join(str(one) for one in self.instance.languages.all())

    def clean_code(self):
        code = self.cleaned_data["code"].strip()
        others = Delegation.objects.filter(event=self.event, code=code).exclude(pk=self.instance.pk)
        if taken := others.first():
            raise forms.ValidationError(
                _("%(code)s already belongs to %(name)s. Choose another code."),
                params={"code": code, "name": taken.name},
            )
        return code

    def clean_languages(self) -> list[tuple[str, str]]:
        wanted = []
        for part in filter(None, (one.strip() for one in self.cleaned_data["languages"].split(","))):
            code, _space, level = part.partition(" ")
            level = level.strip().upper() or "B1"
            if not (2 <= len(code) <= 3 and code.isalpha()) or (level, level) not in CEFR:
                raise forms.ValidationError(
                    _("“%(part)s” is not a language with a level. Write for example: en B2, ms B1."),
                    params={"part": part},
                )
            wanted.append((code.lower(), level))
        return wanted

    def clean(self):
        cleaned = super().clean()
        tier = cleaned.get("tier")
        if tier is not None and not cleaned.get("lo_required"):
            cleaned["lo_required"] = tier.lo_count
        if cleaned.get("code") == "":
            origin = {"country": cleaned.get("country", ""), "name": cleaned.get("name", "")}
            cleaned["code"] = free_code(**origin, taken=codes_of(self.event))
        return cleaned


class ReasonForm(forms.Form):
    """A reason that is asked for before something that cannot be undone."""

    reason = forms.CharField(max_length=300, error_messages={"required": _("Write the reason.")})


class GuestForm(PortalForm):
    """A guest. Stored restricted fields are never shown: empty keeps them, "-" empties them."""

    class Meta:
        model = Guest
        fields = [
            "role", "honorific", "full_name", "spoken_name", "position", "nationality", "represents",
            "phone", "passport_number", "health_note", "security_note",
        ]  # fmt: skip

    layout = [
        columns("honorific", "full_name"),
        columns("position", "role"),
        columns("spoken_name", "nationality", "phone"),
        "represents",
    ]

    def __init__(self, *args, by, **kwargs):
        super().__init__(*args, **kwargs)
        for name, roles in RESTRICTED[Guest].items():
            if not by.has_role(*roles):
                del self.fields[name]
                continue
            if getattr(self.instance, name):
                self.fields[name].help_text = _("Stored. Empty keeps it, “-” empties it.")
            self.initial[name] = ""
            self.fields[name].widget = forms.Textarea(attrs={"rows": 2, "autocomplete": "off"})
        if seen := sorted(self.fields.keys() & RESTRICTED[Guest].keys()):
            self.helper.layout.append(Fold(_("Restricted: health, passport, security"), *seen))

    @property
    def changes(self) -> dict:
        """Without the restricted fields that were left empty."""
        changes = super().changes
        for name in RESTRICTED[Guest]:
            typed = changes.pop(name, "")
            if typed:
                changes[name] = "" if typed == CLEAR else typed
        return changes


class GuestReplaceForm(PortalForm):
    """Who comes instead, whom they represent, and the tier from now on."""

    class Meta:
        model = Guest
        fields = ["honorific", "full_name", "spoken_name", "position", "nationality", "represents", "phone"]

    layout = [
        columns("honorific", "full_name"),
        columns("position", "represents"),
        columns("spoken_name", "nationality", "phone"),
        "tier",
    ]

    tier = forms.ModelChoiceField(label=_("Tier from now on"), queryset=None, required=False)

    def __init__(self, *args, guest, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["tier"].queryset = guest.event.tiers.all()
        self.fields["tier"].help_text = _(
            "A deputy may be received at another level. The old tier stays in the log."
        )
        self.initial |= {
            "tier": guest.delegation.tier_id,
            "represents": f"{guest}, {guest.position}".rstrip(", "),
        }
        if guest.role != "head":
            del self.fields["tier"]


class NeedForm(PortalForm):
    class Meta:
        model = Need
        fields = ["kind", "text", "guest"]

    layout = [columns("kind", "text"), "guest"]

    def __init__(self, *args, delegation, **kwargs):
        super().__init__(*args, **kwargs)
        _offer_guests(self.fields["guest"], delegation)


class MovementForm(PortalForm):
    """A leg. Only the kind and the planned time are asked for; the rest may come later."""

    class Meta:
        model = Movement
        fields = [
            "kind", "carrier_code", "origin", "destination", "scheduled_at", "estimated_at", "actual_at",
            "lounge", "pickup_point", "vehicle", "guests", "note",
        ]  # fmt: skip
        field_classes = dict.fromkeys(["scheduled_at", "estimated_at", "actual_at"], InstantField)
        widgets = {"guests": forms.CheckboxSelectMultiple}

    layout = [
        columns("kind", "carrier_code", "scheduled_at"),
        columns("origin", "destination"),
        columns("estimated_at", "actual_at"),
        columns("lounge", "pickup_point", "vehicle"),
        "note",
        Fold(_("Only some of the guests"), "guests"),
    ]

    def __init__(self, *args, delegation, **kwargs):
        super().__init__(*args, zone=delegation.event.zone, **kwargs)
        self.fields["vehicle"].queryset = delegation.event.vehicles.all()
        self.fields["guests"].queryset = delegation.guests.filter(cancelled_at=None)
        self.fields["scheduled_at"].help_text = _("On the event's clock, %(zone)s.") % {
            "zone": delegation.event.timezone
        }


class StayForm(PortalForm):
    class Meta:
        model = Stay
        fields = ["hotel", "guest", "room", "room_type", "check_in_on", "check_out_on"]

    layout = [columns("hotel", "guest"), columns("room", "room_type"), columns("check_in_on", "check_out_on")]

    def __init__(self, *args, delegation, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["hotel"].queryset = delegation.event.venues.filter(kind="hotel")
        _offer_guests(self.fields["guest"], delegation)
        self.fields["room"].widget = forms.TextInput(attrs={"autocomplete": "off"})
        if self.instance.room:
            self.fields["room"].help_text = _("Stored. Empty keeps it, “-” empties it.")
        self.initial["room"] = ""

    @property
    def changes(self) -> dict:
        changes = super().changes
        typed = changes.pop("room", "")
        return changes | ({"room": "" if typed == CLEAR else typed} if typed else {})


def _offer_guests(field, delegation) -> None:
    field.queryset = delegation.guests.filter(cancelled_at=None)
    field.empty_label = _("The whole delegation")


class GiftForm(PortalForm):
    class Meta:
        model = Gift
        fields = ["direction", "description", "handed_at", "handed_by", "note"]
        field_classes = {"handed_at": InstantField}

    layout = [columns("direction", "description"), columns("handed_at", "handed_by"), "note"]


class VehicleForm(PortalForm):
    class Meta:
        model = Vehicle
        fields = ["plate", "model", "seats", "driver_name", "driver_phone", "convoy_number"]

    layout = [columns("plate", "model", "seats"), columns("driver_name", "driver_phone", "convoy_number")]

    def clean_plate(self):
        return " ".join(self.cleaned_data["plate"].upper().split())
