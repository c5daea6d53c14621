"""Forms of events, tiers, venues and agenda. They listen; `events.services` acts."""

from datetime import datetime, time, timedelta
from zoneinfo import available_timezones

from django import forms
from django.utils.translation import gettext_lazy as _

from events.models import (
    AgendaItem,
    Event,
    TierPolicy,
    Venue,
)
from lo_portal.forms import Fold, PortalForm, columns, halves, ticks

NEAR_ZONES = [
    ("Asia/Pontianak", _("WIB, West Kalimantan")),
    ("Asia/Jakarta", _("WIB, western Indonesia")),
    ("Asia/Makassar", _("WITA, central Indonesia")),
    ("Asia/Jayapura", _("WIT, eastern Indonesia")),
]
CLOCKS = ["%H:%M", "%H.%M", "%H:%M:%S"]
CLOCK_SENTENCE = _("This is not a time of day. Example: 09:00.")


def zone_choices() -> list:
    """The four Indonesian zones first, then every other by name."""
    near = {name for name, _label in NEAR_ZONES}
    rest = sorted(name for name in available_timezones() if "/" in name and name not in near)
    return [*NEAR_ZONES, (_("Elsewhere"), [(name, name) for name in rest])]


class EventForm(PortalForm):
    class Meta:
        model = Event
        fields = [
            "name", "short_name", "kind", "theme", "place", "host", "starts_on", "ends_on", "timezone",
            "posko_phone", "travel_minutes", "answer_hours", "incident_minutes", "letters_await_answer",
            "guest_data_days", "attendance_percent",
        ]  # fmt: skip

    layout = [
        "name",
        columns("short_name", "kind"),
        columns("starts_on", "ends_on", "timezone"),
        columns("place", "host"),
        columns("theme", "posko_phone"),
        Fold(
            _("Rules of pairing and letters"),
            columns("travel_minutes", "answer_hours", "incident_minutes"),
            columns("letters_await_answer", "guest_data_days", "attendance_percent"),
        ),
    ]

    timezone = forms.ChoiceField(label=_("time zone"), choices=zone_choices, initial="Asia/Pontianak")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["name"].help_text = _("As letters print it.")
        self.fields["short_name"].help_text = _("As menus and messages print it.")
        self.fields["guest_data_days"].required = False
        self.fields["attendance_percent"].required = False

    def clean_guest_data_days(self):
        """Empty means the usual period, not for ever."""
        typed = self.cleaned_data["guest_data_days"]
        return Event._meta.get_field("guest_data_days").default if typed is None else typed

    def clean_attendance_percent(self):
        typed = self.cleaned_data["attendance_percent"]
        return Event._meta.get_field("attendance_percent").default if typed is None else typed

    def clean(self):
        cleaned = super().clean()
        _refuse_backward_days(self, cleaned)
        return cleaned


def _refuse_backward_days(form, cleaned: dict) -> None:
    first, last = cleaned.get("starts_on"), cleaned.get("ends_on")
    if first and last and last < first:
        form.add_error("ends_on", _("The last day is before the first day."))


class CloneForm(PortalForm):
    """The new event's name and days; all rules come from the old one."""

    class Meta:
        model = Event
        fields = ["name", "short_name", "starts_on", "ends_on"]

    layout = ["name", "short_name", columns("starts_on", "ends_on")]

    def clean(self):
        cleaned = super().clean()
        _refuse_backward_days(self, cleaned)
        return cleaned


class LinesField(forms.CharField):
    """A list of texts, one on each line."""

    widget = forms.Textarea(attrs={"rows": 3})

    def prepare_value(self, value):
        return "\n".join(value) if isinstance(value, list) else value

    def to_python(self, value):
        return [line.strip() for line in (value or "").splitlines() if line.strip()]


class TierForm(PortalForm):
    class Meta:
        model = TierPolicy
        fields = [
            "code", "name", "rank", "lo_count", "arrival_lead_minutes", "requires_briefing", "aliases",
            "entitlements",
        ]  # fmt: skip
        field_classes = {"aliases": LinesField, "entitlements": LinesField}

    layout = [
        columns("code", "name", "rank"),
        columns("lo_count", "arrival_lead_minutes"),
        "requires_briefing",
        columns("aliases", "entitlements"),
    ]

    aliases = LinesField(
        label=_("other spellings"), required=False, help_text=_("One per line, as lists write it.")
    )
    entitlements = LinesField(label=_("entitlements"), required=False, help_text=_("One per line."))


class VenueForm(PortalForm):
    class Meta:
        model = Venue
        fields = ["name", "kind", "address", "meeting_point", "map_url", "timezone", "travel_zone"]

    layout = [
        columns("name", "kind"),
        "address",
        columns("meeting_point", "map_url"),
        Fold(_("Other clock, travel area"), columns("timezone", "travel_zone")),
    ]


class ItemForm(PortalForm):
    """An agenda item on one screen: a title, a day and two times are enough.

    `tiers` narrows the choice for a coordinator; an end before the start is on the next day.
    """

    class Meta:
        model = AgendaItem
        fields = [
            "title", "venue", "tiers", "for_officers", "dress_code", "host_agency", "contact_name",
            "contact_phone", "note", "scheduled",
        ]  # fmt: skip
        widgets = {"tiers": forms.CheckboxSelectMultiple}

    day = forms.DateField(label=_("day"))
    starts = forms.TimeField(label=_("starts"), input_formats=CLOCKS)
    ends = forms.TimeField(label=_("ends"), input_formats=CLOCKS)
    meet = forms.TimeField(label=_("be there by"), input_formats=CLOCKS, required=False)

    layout = [
        "title",
        halves("day", "starts", "ends", "meet"),
        columns("venue", "dress_code"),
        ticks("tiers"),
        Fold(
            _("Person in charge, note, audience"),
            columns("host_agency", "contact_name", "contact_phone"),
            "note",
            "for_officers",
            "scheduled",
        ),
    ]

    def __init__(self, *args, event, now, tiers=None, **kwargs):
        self.event = event
        super().__init__(*args, zone=event.zone, **kwargs)
        self.fields["venue"].queryset = event.venues.all()
        self.fields["tiers"].queryset = event.tiers.all() if tiers is None else tiers
        self.fields["tiers"].help_text = _("None ticked: all guests.")
        if tiers is not None:
            self.fields["tiers"].required = True
            self.fields["tiers"].help_text = _("The tiers that you coordinate.")
        for name in ("starts", "ends", "meet"):
            self.fields[name].widget = forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
            self.fields[name].error_messages["invalid"] = CLOCK_SENTENCE
        self.initial |= self._times() if self.instance.starts_at else first_guess(event, now)

    def _times(self) -> dict:
        zone, item = self.event.zone, self.instance
        starts, ends = item.starts_at.astimezone(zone), item.ends_at.astimezone(zone)
        meet = item.meet_at.astimezone(zone).time() if item.meet_at else None
        return {"day": starts.date(), "starts": starts.time(), "ends": ends.time(), "meet": meet}

    def clean(self):
        cleaned = super().clean()
        day, starts, ends = (cleaned.get(name) for name in ("day", "starts", "ends"))
        if day is None or starts is None or ends is None:
            return cleaned
        if ends == starts:
            self.add_error("ends", _("The item ends when it starts. Give it some minutes."))
        meet = cleaned.get("meet")
        if meet is not None and meet > starts:
            self.add_error("meet", _("The meeting time is after the start."))
        return cleaned

    @property
    def changes(self) -> dict:
        cleaned, zone = self.cleaned_data, self.event.zone
        starts_at = datetime.combine(cleaned["day"], cleaned["starts"], zone)
        ends_at = datetime.combine(cleaned["day"], cleaned["ends"], zone)
        if ends_at <= starts_at:
            ends_at = datetime.combine(cleaned["day"] + timedelta(days=1), cleaned["ends"], zone)
        meet = cleaned.get("meet")
        meet_at = datetime.combine(cleaned["day"], meet, zone) if meet else None
        return super().changes | {"starts_at": starts_at, "ends_at": ends_at, "meet_at": meet_at}

    def _get_validation_exclusions(self):
        """The model's own checks of times run in the service, once the instants are known."""
        return super()._get_validation_exclusions() | {"starts_at", "ends_at", "meet_at"}


def first_guess(event: Event, now: datetime) -> dict:
    """While the event runs: the next quarter of an hour, off the programme. Before: 09.00 of day one."""
    here = now.astimezone(event.zone)
    running = event.starts_on <= here.date() <= event.ends_on
    start = datetime.combine(event.starts_on, time(9), event.zone)
    if running:
        start = here.replace(second=0, microsecond=0) + timedelta(minutes=15 - here.minute % 15)
    return {
        "day": start.date(),
        "starts": start.time(),
        "ends": (start + timedelta(hours=1)).time(),
        "scheduled": not running,
    }


class ReasonForm(forms.Form):
    reason = forms.CharField(max_length=300, error_messages={"required": _("Write the reason.")})
