"""Forms of batches and speakers. They listen; `events.services` acts."""

from django import forms
from django.utils.translation import gettext_lazy as _

from events.briefing_forms import BriefingForm
from events.models import Batch, Briefing, BriefingKind, Event, EventKind, Speaker
from lo_portal.forms import Fold, PortalForm, columns, halves, ticks


class BatchForm(PortalForm):
    class Meta:
        model = Batch
        fields = ["name", "quota", "audience", "starts_on", "ends_on"]

    layout = [columns("name", "quota"), "audience", columns("starts_on", "ends_on")]

    def clean(self):
        cleaned = super().clean()
        first, last = cleaned.get("starts_on"), cleaned.get("ends_on")
        if first and last and last < first:
            self.add_error("ends_on", _("The last day is before the first day."))
        return cleaned


class SpeakerForm(PortalForm):
    class Meta:
        model = Speaker
        fields = ["name", "position", "institution", "phone", "sessions"]
        widgets = {"sessions": forms.CheckboxSelectMultiple}

    layout = [columns("name", "phone"), columns("position", "institution"), "sessions"]

    def __init__(self, *args, event, **kwargs):
        super().__init__(*args, **kwargs)
        sessions = Briefing.objects.standing().filter(item__event=event).select_related("item")
        self.fields["sessions"].queryset = sessions.order_by("item__starts_at")


class SessionForm(BriefingForm):
    """A session of a learning event: a briefing whose lesson hours and batch stand in front."""

    BRIEFING_FIELDS = (*BriefingForm.BRIEFING_FIELDS, "batch")

    batch = forms.ModelChoiceField(
        label=_("batch (gelombang)"), queryset=Batch.objects.none(), required=False
    )

    layout = [
        columns("title", "kind"),
        halves("day", "starts", "ends", "meet"),
        columns("lesson_hours", "batch", "venue"),
        "materials",
        "required",
        Fold(
            _("Person in charge, tiers, dress code"),
            columns("contact_name", "contact_phone", "dress_code"),
            ticks("tiers"),
            "note",
        ),
    ]

    def __init__(self, *args, event: Event, **kwargs):
        super().__init__(*args, event=event, **kwargs)
        self.fields["batch"].queryset = event.batches.all()
        self.fields["batch"].empty_label = _("all batches")
        self.fields["lesson_hours"].help_text = _("One JP is 45 minutes.")
        is_rakor = event.kind == EventKind.COORDINATION
        self.fields["kind"].initial = BriefingKind.COORDINATION if is_rakor else BriefingKind.TRAINING


def session_form(event: Event) -> type[BriefingForm]:
    """The form of a briefing of this event: of a learning one with batch and hours in front."""
    return SessionForm if event.is_learning else BriefingForm
