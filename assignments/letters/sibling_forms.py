"""Forms of the documents beside the letter of assignment. Lists are typed one item per line."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from assignments.letters import documents
from assignments.letters.forms import PlainForm
from assignments.letters.models import LetterProfile
from officers.models import Officer


class LinesField(forms.CharField):
    """A text area that cleans to a tuple of lines without blanks."""

    def __init__(self, *, rows: int = 4, **kwargs):
        super().__init__(widget=forms.Textarea(attrs={"rows": rows}), **kwargs)

    def clean(self, value) -> tuple[str, ...]:
        return tuple(line.strip() for line in super().clean(value).splitlines() if line.strip())


class _Sibling(PlainForm):
    """Any of them is printed under a profile that holds today."""

    profile = forms.ModelChoiceField(
        label=_("Profile"), queryset=LetterProfile.objects.none(), empty_label=None
    )

    def __init__(self, *args, on, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["profile"].queryset = LetterProfile.objects.on(on)


class InvitationForm(_Sibling):
    """An *undangan rapat*."""

    subject = forms.CharField(label=_("Subject (Hal)"), max_length=250)
    nature = forms.ChoiceField(
        label=_("Urgency (Sifat)"),
        choices=[(one, one) for one in ("Biasa", "Segera", "Penting", "Rahasia")],
    )
    recipients = LinesField(label=_("To (Yth.)"), help_text=_("One recipient per line."))
    opening = forms.CharField(label=_("Opening"), max_length=1500, widget=forms.Textarea(attrs={"rows": 3}))
    details = LinesField(label=_("Details"), help_text=_("One per line, label and value: Waktu: 09.00 WIB."))
    closing = forms.CharField(
        label=_("Closing"), max_length=800, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )

    def clean_details(self):
        pairs = [tuple(part.strip() for part in line.split(":", 1)) for line in self.cleaned_data["details"]]
        for pair in pairs:
            if len(pair) != 2 or not all(pair):
                raise ValidationError(
                    _("“%(line)s” has no label. Write for example Tempat: Balai Petitih."),
                    params={"line": ":".join(pair)},
                )
        return tuple(pairs)

    @property
    def text(self) -> dict:
        """The fields of `documents.Undangan`."""
        clean = {name: value for name, value in self.cleaned_data.items() if name != "profile"}
        return clean | {"listed_recipients": len(clean["recipients"]) > 10}


class CertificateForm(_Sibling):
    """*Sertifikat* or *piagam* for officers of an event."""

    title = forms.ChoiceField(
        label=_("Title"),
        choices=[("SERTIFIKAT", _("Certificate (sertifikat)")), ("PIAGAM PENGHARGAAN", _("Award (piagam)"))],
    )
    given = forms.CharField(label=_("What for"), max_length=700, widget=forms.Textarea(attrs={"rows": 3}))
    role = forms.CharField(label=_("As"), max_length=120, required=False, initial="Liaison Officer")
    hours = forms.IntegerField(
        label=_("Lesson hours (JP)"), min_value=0, max_value=1000, initial=0, required=False
    )
    materials = LinesField(
        label=_("Materials on the reverse"), required=False, help_text=_("One per line: title; JP; speaker.")
    )
    officers = forms.ModelMultipleChoiceField(
        label=_("Officers"), queryset=Officer.objects.none(), widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args, officers, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["officers"].queryset = officers
        self.fields["officers"].error_messages["invalid_choice"] = _(
            "Somebody ticked has a certificate already or attended too little. Look at the list below."
        )

    def take_from_sessions(self) -> None:
        """Of a training: say what comes from each one's own sessions."""
        self.fields["given"].help_text = _("{tanggal} becomes the days of each participant's own sessions.")
        self.fields["hours"].help_text = _("Left at 0: the JP of each participant's own sessions.")
        self.fields["materials"].help_text = _("Left empty: each participant's own sessions and speakers.")

    def clean_materials(self):
        return tuple(_material(line) for line in self.cleaned_data["materials"])

    @property
    def text(self) -> dict:
        """The fields of `documents.Sertifikat` that all share."""
        clean = self.cleaned_data
        return {name: clean[name] for name in ("title", "given", "role", "materials")} | {
            "hours": clean["hours"] or 0
        }


class ReportForm(_Sibling):
    """A *laporan pelaksanaan tugas*, its usual five parts."""

    about = forms.CharField(label=_("About (Tentang)"), max_length=400)
    introduction = LinesField(label="A. Pendahuluan")
    activities = LinesField(label="B. Kegiatan yang dilaksanakan")
    results = LinesField(label="C. Hasil yang dicapai")
    conclusion = LinesField(label="D. Simpulan dan saran")
    closing = LinesField(label="E. Penutup")

    @property
    def sections(self) -> tuple[documents.Section, ...]:
        names = ("introduction", "activities", "results", "conclusion", "closing")
        headings = (
            "Pendahuluan",
            "Kegiatan yang dilaksanakan",
            "Hasil yang dicapai",
            "Simpulan dan saran",
            "Penutup",
        )
        return tuple(
            documents.Section(heading=heading, paragraphs=self.cleaned_data[name])
            for heading, name in zip(headings, names, strict=True)
        )


def _material(line: str) -> documents.Material:
    """ "Protokol dasar; 4; Narasumber" as a row; hours that are no number refuse."""
    parts = [part.strip() for part in line.split(";")] + ["", ""]
    if parts[1] and not parts[1].isdecimal():
        raise ValidationError(
            _("“%(line)s”: write the hours as a number, for example Protokol dasar; 4; Narasumber."),
            params={"line": line},
        )
    return documents.Material(title=parts[0], hours=int(parts[1] or 0), speaker=parts[2])
