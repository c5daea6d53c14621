from crispy_forms.helper import FormHelper
from django import forms
from django.utils.translation import gettext_lazy as _

from assignments.letters.models import LetterProfile


class IssueForm(forms.Form):
    """Which profile, and one letter each or one for all."""

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

    def __init__(self, *args, on, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["profile"].queryset = LetterProfile.objects.on(on)
        self.helper = FormHelper()
        self.helper.form_tag = False

    @property
    def collective(self) -> bool:
        return self.cleaned_data["shape"] == "collective"


class ReasonForm(forms.Form):
    """A reason that stays with the thing."""

    reason = forms.CharField(label=_("Reason"), max_length=300, widget=forms.Textarea(attrs={"rows": 2}))
