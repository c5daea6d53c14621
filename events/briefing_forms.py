"""Forms of briefings: the meeting itself, its minutes, what is to be done after, what is handed out."""

from django import forms
from django.utils.translation import gettext_lazy as _

from events.forms import ItemForm
from events.models import (
    AgendaItem,
    BriefingAction,
    BriefingKind,
    BriefingMaterial,
)
from lo_portal import documents
from lo_portal.forms import Fold, PortalForm, columns, halves, ticks


class BriefingForm(ItemForm):
    """A briefing and its agenda item on one page; the item's version counts for both."""

    class Meta(ItemForm.Meta):
        fields = ["title", "venue", "tiers", "dress_code", "contact_name", "contact_phone", "note"]

    BRIEFING_FIELDS = ("kind", "required", "materials", "lesson_hours")

    kind = forms.ChoiceField(label=_("kind"), choices=BriefingKind.choices)
    required = forms.BooleanField(label=_("attendance required"), required=False, initial=True)
    materials = forms.CharField(
        label=_("materials"),
        required=False,
        widget=forms.Textarea,
        help_text=_("One link or title per line."),
    )
    lesson_hours = forms.IntegerField(label=_("lesson hours (JP)"), min_value=0, initial=0)

    layout = [
        columns("title", "kind"),
        halves("day", "starts", "ends", "meet"),
        columns("venue", "dress_code"),
        "materials",
        "required",
        Fold(
            _("Person in charge, tiers, lesson hours"),
            columns("contact_name", "contact_phone", "lesson_hours"),
            ticks("tiers"),
            "note",
        ),
    ]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["tiers"].help_text = _("None ticked: officers of all tiers.")
        if self.instance.starts_at:
            briefing = self.instance.briefing
            self.initial |= {name: getattr(briefing, name) for name in self.BRIEFING_FIELDS}

    @property
    def briefing_changes(self) -> dict:
        return {name: self.cleaned_data[name] for name in self.BRIEFING_FIELDS}


class MinutesForm(PortalForm):
    """The minutes of a briefing; the version of its agenda item guards them."""

    class Meta:
        model = AgendaItem
        fields = []

    minutes = forms.CharField(label=_("minutes"), required=False, widget=forms.Textarea)

    layout = ["minutes"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["minutes"].widget.attrs["rows"] = 16
        self.initial["minutes"] = self.instance.briefing.minutes


class ActionForm(PortalForm):
    class Meta:
        model = BriefingAction
        fields = ["text", "owner_name", "due_on"]

    layout = ["text", columns("owner_name", "due_on")]


class MaterialForm(PortalForm):
    """A file with its title; `checked` is the file as what it is."""

    class Meta:
        model = BriefingMaterial
        fields = ["title"]

    file = forms.FileField(
        label=_("File"), max_length=200, widget=forms.FileInput(attrs={"accept": documents.ACCEPTED}),
        help_text=_("PDF, office document or picture, at most 10 MB."),
    )  # fmt: skip
    layout = ["title", "file"]

    def clean_file(self):
        self.checked = documents.document_of(self.cleaned_data["file"])
        return self.checked
