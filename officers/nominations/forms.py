"""Forms of nominations: those of the bureau, and those on an agency's page. They listen; services act."""

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Div, Layout
from django import forms
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from lo_portal.forms import InstantField, PortalForm, columns
from lo_portal.sheets.limits import MEGABYTE
from officers.models import Sex
from officers.nominations import own_lists, reading
from officers.nominations.models import Nomination

ACCEPTED = ".xlsx,.ods,.csv"
NOTE_ROWS = {"rows": 3}


class NominationForm(PortalForm):
    """Quota, deadline and note of a nomination that was sent."""

    due_at = InstantField(label=_("Answer until"))

    class Meta:
        model = Nomination
        fields = ["quota", "due_at", "note"]
        widgets = {"note": forms.Textarea(attrs=NOTE_ROWS)}

    layout = [columns("quota", "due_at"), "note"]


class RefuseForm(forms.Form):
    reason = forms.CharField(
        label=_("Reason"),
        max_length=300,
        error_messages={"required": _("Write the reason; the agency reads it.")},
    )


class AskForm(forms.Form):
    question = forms.CharField(
        label=_("Question"), max_length=500, error_messages={"required": _("Write the question.")}
    )


class NomineeForm(forms.Form):
    """One person, checked by the readers of the officers' list. `entry` is who was typed."""

    name = forms.CharField(
        label=_("Name with titles"),
        max_length=200,
        required=False,
        help_text=_("For example Drs. Budi Santoso, M.Si."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    nip = forms.CharField(
        label=_("NIP / NRP"),
        max_length=60,
        required=False,
        help_text=_("18 digits for PNS and PPPK; empty where there is none."),
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )
    golongan = forms.CharField(
        label=_("Rank and grade"), max_length=80, required=False, help_text=_("For example Penata, III/c.")
    )
    position = forms.CharField(label=_("Position"), max_length=300, required=False)
    phone = forms.CharField(
        label=_("Mobile phone (WhatsApp)"),
        max_length=80,
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "off"}),
    )
    email = forms.CharField(
        label=_("E-mail"),
        max_length=254,
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "email", "autocomplete": "off"}),
    )
    languages = forms.CharField(
        label=_("Languages with level"),
        max_length=300,
        required=False,
        help_text=_("For example Inggris B2; Mandarin pasif."),
    )
    sex = forms.ChoiceField(label=_("Sex"), choices=[("", "–"), *Sex.choices], required=False)

    def __init__(self, *args, nomination: Nomination, **kwargs):
        super().__init__(*args, **kwargs)
        self.nomination = nomination
        self.helper = FormHelper(self)
        self.helper.form_tag = False
        self.helper.disable_csrf = True
        pairs = (("nip", "golongan"), ("phone", "email"), ("languages", "sex"))
        self.helper.layout = Layout("name", "position", *[Div(*pair, css_class="nom-pair") for pair in pairs])

    def clean(self):
        cleaned = super().clean()
        record = reading.read_form(self.nomination, cleaned, timezone.now())
        language = get_language() or "id"
        for problem in record.errors:
            self.add_error(_field_of(problem.field), problem.text(language))
        self.entry = reading.entry_of(record)
        self.notes = [one.text(language) for one in record.notes if one.field != "phone"]
        return cleaned


class ListForm(forms.Form):
    """The agency's own list."""

    file = forms.FileField(
        label=_("Your list (xlsx, ods or csv)"),
        max_length=200,
        widget=forms.FileInput(attrs={"accept": ACCEPTED, "class": "form-control"}),
        error_messages={"required": _("Choose the file first.")},
    )

    def clean_file(self):
        file = self.cleaned_data["file"]
        if file.size > own_lists.LIMITS.file_size:
            raise forms.ValidationError(
                _("The file is larger than %(limit)s MB. Remove pictures and unneeded sheets."),
                params={"limit": own_lists.LIMITS.file_size // MEGABYTE},
            )
        return file


class SubmitForm(forms.Form):
    remark = forms.CharField(
        label=_("Remark to the bureau"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs=NOTE_ROWS),
    )


class AnswerForm(forms.Form):
    answer = forms.CharField(
        label=_("Answer"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": _("Write the answer.")},
    )


def _field_of(name: str) -> str | None:
    """The form's field for a column of the list."""
    if name in {"front", "back"}:
        return "name"
    return name if name in reading.FORM_FIELDS else None
