"""Forms of letters: they listen, the services act."""

from crispy_forms.helper import FormHelper
from django import forms
from django.utils.translation import gettext_lazy as _

from assignments.letters.models import LetterProfile, Register


class PlainForm(forms.Form):
    """A form inside somebody else's <form>."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.disable_csrf = True


class IssueForm(PlainForm):
    """Which profile, one letter each or one for all, and whose numbers."""

    profile = forms.ModelChoiceField(
        label=_("Profile"), queryset=LetterProfile.objects.none(), empty_label=None
    )
    shape = forms.ChoiceField(
        label=_("Shape"),
        choices=[
            ("individual", _("One letter per officer")),
            ("collective", _("One letter with an annex of names")),
        ],
        initial="individual",
    )
    numbers = forms.ChoiceField(
        label=_("Numbers"),
        choices=[
            ("register", _("From the register of this portal, now")),
            ("elsewhere", _("From SRIKANDI or another register, later")),
        ],
        initial="register",
        required=False,
    )

    def __init__(self, *args, on, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["profile"].queryset = LetterProfile.objects.on(on)

    @property
    def collective(self) -> bool:
        return self.cleaned_data["shape"] == "collective"

    @property
    def numbered(self) -> bool:
        return self.cleaned_data["numbers"] != "elsewhere"


class EndForm(PlainForm):
    """What follows a revocation, and why."""

    after = forms.ChoiceField(
        label=_("Afterwards"),
        choices=[
            ("replace", _("Replace it by a new letter: same officers, corrected data")),
            ("revoke", _("Only revoke it")),
        ],
        widget=forms.RadioSelect,
        initial="replace",
        required=False,
    )
    reason = forms.CharField(
        label=_("Reason"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Kept with the letter; the officer and the verification page show it."),
    )

    @property
    def replaces(self) -> bool:
        return self.data.get("after") == "replace"


class ReasonForm(PlainForm):
    """A reason that stays with the thing."""

    reason = forms.CharField(label=_("Reason"), max_length=300, widget=forms.Textarea(attrs={"rows": 2}))


class ReturnForm(PlainForm):
    """What must change before the initials."""

    note = forms.CharField(
        label=_("What must change"), max_length=300, widget=forms.Textarea(attrs={"rows": 2})
    )


class SignedFileForm(PlainForm):
    """A PDF that was signed elsewhere."""

    file = forms.FileField(label=_("Signed PDF"), widget=forms.FileInput(attrs={"accept": ".pdf"}))


class SignedFilesForm(PlainForm):
    """One PDF or a ZIP of many."""

    file = forms.FileField(
        label=_("Signed PDF, or a ZIP of several"), widget=forms.FileInput(attrs={"accept": ".pdf,.zip"})
    )


class ImportForm(PlainForm):
    """What SRIKANDI gave: number, date, and the PDF that it signed."""

    sequence = forms.IntegerField(label=_("Sequence in the register"), min_value=1)
    number = forms.CharField(label=_("Number of the letter"), max_length=80)
    dated_on = forms.DateField(
        label=_("Date"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    file = forms.FileField(label=_("Signed PDF"), widget=forms.FileInput(attrs={"accept": ".pdf"}))


class SignForm(PlainForm):
    """Who signs and with what; nothing of it is shown again."""

    identity = forms.CharField(
        label=_("NIK or e-mail address of the certificate"),
        max_length=100,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    passphrase = forms.CharField(
        label=_("Passphrase"),
        max_length=200,
        required=False,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "off"}, render_value=False),
    )


class RegisterFilter(forms.Form):
    """What the book of numbers shows."""

    register = forms.ModelChoiceField(queryset=Register.objects.all(), required=False)
    kind = forms.CharField(max_length=10, required=False)
    q = forms.CharField(max_length=80, required=False)


class NumberForm(PlainForm):
    """A number that another register gave."""

    profile = forms.ModelChoiceField(
        label=_("Profile"), queryset=LetterProfile.objects.none(), empty_label=None
    )
    sequence = forms.IntegerField(label=_("Sequence"), min_value=1, max_value=10_000_000)
    number = forms.CharField(
        label=_("Number"), max_length=80, required=False, help_text=_("Empty: written by the pattern.")
    )
    dated_on = forms.DateField(
        label=_("Date"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    subject = forms.CharField(label=_("Subject"), max_length=300)

    def __init__(self, *args, on, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["profile"].queryset = LetterProfile.objects.on(on)

    @property
    def facts(self) -> dict:
        """What `register.type_number` takes."""
        clean = dict(self.cleaned_data)
        return {"on": clean.pop("dated_on"), **clean}


class StartForm(PlainForm):
    """Where a register stands that already runs elsewhere."""

    unit_code = forms.CharField(label=_("Unit code"), max_length=40, initial="RO-ADPIM")
    year = forms.IntegerField(label=_("Year"), min_value=2000, max_value=2100)
    last_sequence = forms.IntegerField(label=_("Last number taken"), min_value=0, max_value=10_000_000)
