"""What an officer types on the phone."""

from django import forms
from django.utils.translation import gettext_lazy as _

REASONS = (
    ("duty", _("Another task of my agency"), _("Choose this when your superior gave you something else.")),
    ("family", _("Illness or family"), ""),
    ("leave", _("Already on leave"), ""),
    ("language", _("The language does not fit"), _("We look for another delegation for you.")),
    ("other", _("Another reason"), _("Write it below.")),
)


class DeclineForm(forms.Form):
    """Why the officer cannot serve. "Another reason" needs words."""

    reason = forms.ChoiceField(
        label=_("Reason"),
        choices=[(code, label) for code, label, _hint in REASONS],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose a reason."), "invalid_choice": _("Choose a reason.")},
    )
    note = forms.CharField(label=_("Can you serve at another time?"), max_length=200, required=False)

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("reason") == "other" and not cleaned.get("note", "").strip():
            self.add_error("note", _("Write the reason in a few words."))
        return cleaned

    @property
    def sentence(self) -> str:
        """The reason as the bureau reads it."""
        label = str(dict(self.fields["reason"].choices)[self.cleaned_data["reason"]])
        note = self.cleaned_data["note"].strip()
        return f"{label}. {note}" if note else label
