"""Forms of officers, rosters and agencies. They listen; `officers.services` acts."""

from django import forms
from django.utils.translation import gettext_lazy as _

from lo_portal.forms import Fold, PortalForm, columns, ticks
from officers.models import (
    Agency,
    Cefr,
    Competency,
    IdentityKind,
    Leave,
    Officer,
    RosterEntry,
    Training,
)
from officers.pages import can_join
from officers.ranks import GOLONGAN_PPPK, PANGKAT
from officers.wording import OFFERED, language_name

GOLONGAN = [
    ("", "–"),
    ("PNS", [(code, f"{code} {pangkat}") for code, pangkat in PANGKAT.items()]),
    ("PPPK", [(code, code) for code in GOLONGAN_PPPK]),
]
RATINGS = [("", "–"), (1, "1"), (2, "2"), (3, "3"), (4, "4"), (5, "5")]


class OfficerForm(PortalForm):
    class Meta:
        model = Officer
        fields = [
            "agency", "identity_kind", "nip", "front_title", "name", "back_title", "sex", "golongan",
            "service_rank", "position", "phone", "office_phone", "email", "prior_events",
        ]  # fmt: skip

    layout = [
        columns("front_title", "name", "back_title"),
        columns("agency", "position"),
        columns("identity_kind", "nip", "golongan"),
        columns("phone", "email", "sex"),
        Fold(
            _("Police or military rank, office phone, earlier service"),
            columns("service_rank", "office_phone", "prior_events"),
        ),
    ]

    golongan = forms.ChoiceField(label=_("golongan"), choices=GOLONGAN, required=False)
    nip = forms.CharField(label=_("NIP / NRP"), max_length=30, required=False)  # typed with spaces

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["agency"].queryset = Agency.objects.filter(is_active=True)
        self.fields["nip"].help_text = _("18 digits for PNS and PPPK; empty where there is none.")
        self.fields["nip"].widget.attrs |= {"inputmode": "numeric", "autocomplete": "off"}
        self.fields["name"].help_text = _("Without titles.")

    def clean_nip(self):
        return "".join(self.cleaned_data["nip"].split())

    def clean(self):
        cleaned = super().clean()
        kind, nip = cleaned.get("identity_kind"), cleaned.get("nip", "")
        if kind in {IdentityKind.PNS, IdentityKind.PPPK} and not (nip.isdigit() and len(nip) == 18):
            self.add_error(
                "nip",
                _("A NIP has exactly 18 digits; this has %(n)s. Check the letter of appointment.")
                % {"n": sum(sign.isdigit() for sign in nip)},
            )
        return cleaned


class LanguagesForm(forms.Form):
    """One level per language; none means not spoken."""

    def __init__(self, *args, officer, **kwargs):
        super().__init__(*args, **kwargs)
        stored = {one.language: one.level for one in officer.languages.all()}
        names = OFFERED | {code: language_name(code) for code in stored if code not in OFFERED}
        for code, name in names.items():
            self.fields[code] = forms.ChoiceField(
                label=name, choices=[("", "–"), *Cefr.choices], required=False, initial=stored.get(code, "")
            )

    @property
    def levels(self) -> dict[str, str]:
        return {code: level for code, level in self.cleaned_data.items() if level}


class RatingsForm(forms.Form):
    """Seven skills, 1 to 5, by the raters given ("self", "coordinator")."""

    def __init__(self, *args, officer, raters, **kwargs):
        super().__init__(*args, **kwargs)
        self.raters = raters
        stored = {one.competency: one for one in officer.ratings.all()}
        for competency, label in Competency.choices:
            for rater in raters:
                row = stored.get(competency)
                self.fields[f"{rater}-{competency}"] = forms.TypedChoiceField(
                    label=f"{label}: {RATERS[rater]}",
                    choices=RATINGS,
                    coerce=int,
                    empty_value=None,
                    required=False,
                    initial=getattr(row, f"{rater}_rating", None),
                )

    @property
    def pairs(self):
        """(skill, its bound fields), for the table of the page."""
        return [
            (label, [self[f"{rater}-{competency}"] for rater in self.raters])
            for competency, label in Competency.choices
        ]

    def ratings_of(self, rater: str) -> dict[str, int | None]:
        return {name: self.cleaned_data[f"{rater}-{name}"] for name in Competency.values}


RATERS = {"self": _("Own rating"), "coordinator": _("Coordinator")}


class TrainingForm(PortalForm):
    class Meta:
        model = Training
        fields = ["kind", "title", "organiser", "batch", "lesson_hours", "held_on", "certificate_number"]

    layout = [
        columns("kind", "title"),
        columns("organiser", "batch"),
        columns("lesson_hours", "held_on", "certificate_number"),
    ]


class LeaveForm(PortalForm):
    class Meta:
        model = Leave
        fields = ["starts_on", "ends_on", "reason"]

    layout = [columns("starts_on", "ends_on"), "reason"]

    def clean(self):
        cleaned = super().clean()
        first, last = cleaned.get("starts_on"), cleaned.get("ends_on")
        if first and last and last < first:
            self.add_error("ends_on", _("The leave ends before it starts."))
        return cleaned


class RosterForm(PortalForm):
    """The officer's place in one event. No tier ticked: all tiers."""

    class Meta:
        model = RosterEntry
        fields = ["role", "tiers", "cluster", "briefed"]
        widgets = {"tiers": forms.CheckboxSelectMultiple}

    layout = [columns("role", "cluster"), ticks("tiers"), "briefed"]

    def __init__(self, *args, event, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["tiers"].queryset = event.tiers.all()
        self.fields["tiers"].help_text = _("None ticked: every tier.")


class EnrolForm(RosterForm):
    """The same, with the choice of the officer."""

    officer = forms.ModelChoiceField(label=_("officer"), queryset=None)

    layout = ["officer", *RosterForm.layout]

    def __init__(self, *args, event, **kwargs):
        super().__init__(*args, event=event, **kwargs)
        self.fields["officer"].queryset = can_join(event)
        self.fields["officer"].label_from_instance = lambda one: f"{one.printed_name} – {one.agency}"
        self.fields["officer"].error_messages["invalid_choice"] = _(
            "This officer is already on the roster, or serves no more."
        )


class AgencyForm(PortalForm):
    class Meta:
        model = Agency
        fields = ["name", "short_name", "contact_name", "contact_phone", "contact_email", "is_active"]

    layout = [
        columns("name", "short_name"),
        columns("contact_name", "contact_phone", "contact_email"),
        "is_active",
    ]


class ReasonForm(forms.Form):
    reason = forms.CharField(max_length=300, error_messages={"required": _("Write the reason.")})
