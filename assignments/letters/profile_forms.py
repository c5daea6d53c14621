"""The form of a letter profile: texts, sheet, numbers, signatory, and a logo that was looked at."""

from crispy_forms.layout import Field
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from assignments.letters import documents
from assignments.letters.models import LetterProfile
from lo_portal.accounts.models import User
from lo_portal.forms import Fold, PortalForm, columns

SIDES = ("top", "right", "bottom", "left")
MAX_ADDRESS_LINES = 3
MAX_INITIALS = 3


def _margin(label) -> forms.DecimalField:
    return forms.DecimalField(label=label, min_value=5, max_value=60, decimal_places=1, required=False)


class ProfileForm(PortalForm):
    """All of a profile; margins left empty are those of the sheet."""

    top = _margin(_("Top margin, mm"))
    right = _margin(_("Right margin, mm"))
    bottom = _margin(_("Bottom margin, mm"))
    left = _margin(_("Left margin, mm"))

    class Meta:
        model = LetterProfile
        fields = (
            *("name", "valid_from", "government", "unit", "subunit", "address", "city", "postcode", "logo"),
            *("paper_size", "typeface", "points", "title", "number_pattern", "classification", "unit_code"),
            *("timezone", "place", "menimbang", "dasar", "untuk", "tembusan"),
            *("signatory_lines", "signatory_name", "signatory_rank", "signatory_nip"),
            *("signing_method", "initials_by"),
        )
        widgets = {"logo": forms.FileInput(attrs={"accept": "image/png,image/jpeg"})}

    layout = [
        columns("name", "valid_from"),
        columns("government", "unit"),
        columns("subunit", "city", "postcode"),
        columns("address", "logo"),
        columns("title", "place"),
        columns("paper_size", "typeface", "points"),
        Fold(_("Margins"), columns(*SIDES)),
        columns("number_pattern", "classification", "unit_code"),
        "menimbang",
        "dasar",
        "untuk",
        "tembusan",
        columns("signatory_lines", "signatory_name"),
        columns("signatory_rank", "signatory_nip"),
        columns("signing_method", "initials_by"),
        Fold(_("Time zone"), Field("timezone")),
    ]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for side in SIDES:
            self.fields[side].initial = (self.instance.margins or {}).get(side)

    @property
    def changes(self) -> dict:
        margins = {side: float(self.cleaned_data[side]) for side in SIDES if self.cleaned_data.get(side)}
        return super().changes | {"margins": margins}

    def clean_address(self):
        lines = [line.strip() for line in self.cleaned_data["address"].splitlines() if line.strip()]
        if len(lines) > MAX_ADDRESS_LINES:
            raise ValidationError(_("The letterhead has room for three lines of address."))
        return "\n".join(lines)

    def clean_logo(self):
        """PNG or JPEG only, looked at by the same code that prints it."""
        logo = self.cleaned_data.get("logo")
        if logo and hasattr(logo, "content_type"):
            from assignments.letters.documents import logo as pictures

            try:
                pictures.prepared(logo.read())
            except documents.DocumentError as error:
                raise ValidationError(str(error)) from None
            finally:
                logo.seek(0)
        return logo

    def clean_initials_by(self):
        """Up to three addresses, each somebody who can sign in."""
        addresses = [
            line.strip().lower() for line in self.cleaned_data["initials_by"].splitlines() if line.strip()
        ]
        if len(addresses) > MAX_INITIALS:
            raise ValidationError(_("At most three people initial a letter."))
        known = set(User.objects.filter(email__in=addresses, is_active=True).values_list("email", flat=True))
        for address in addresses:
            if address not in known:
                raise ValidationError(
                    _("%(address)s has no account here. Ask the admin to invite this person first."),
                    params={"address": address},
                )
        return "\n".join(addresses)

    def sample(self) -> LetterProfile:
        """The profile as typed so far, unsaved, for a preview."""
        profile = LetterProfile(
            **{field: self.cleaned_data[field] for field in self._meta.fields if field in self.cleaned_data}
        )
        profile.margins = self.changes["margins"]
        return profile
