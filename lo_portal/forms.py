"""What all forms of the rooms share: layout by crispy, event time, the version its reader saw."""

from zoneinfo import ZoneInfo

from crispy_forms.bootstrap import InlineCheckboxes
from crispy_forms.helper import FormHelper
from crispy_forms.layout import Column, Div, Layout, Row
from django import forms
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from phonenumber_field.formfields import PhoneNumberField

from lo_portal.records import Versioned

PHONE_SENTENCE = _(
    "This is not a phone number. Write 10 to 13 digits, for example 0812 3456 7890, "
    "or with the country +60 12-345 6789."
)
INSTANT_SENTENCE = _("This is not a date with a time. Example: 24-11-2022 09:00.")
DAY_SENTENCE = _("This is not a date. Example: 24-11-2022.")


def posted_row(request, name: str, queryset):
    """The row of `queryset` whose key was posted as `name`; a missing or garbled key is a 404."""
    try:
        return get_object_or_404(queryset, pk=request.POST.get(name) or None)
    except (ValidationError, ValueError):
        raise Http404 from None


def posted_below(posted, prefix: str) -> dict[str, str]:
    """The posted fields whose names begin with `prefix`, by the rest of the name: those of a table's rows."""
    return {name.removeprefix(prefix): posted[name] for name in posted if name.startswith(prefix)}


class InstantField(forms.DateTimeField):
    """Date and time on the clock of `zone`, the event's; cleans to an aware instant."""

    widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
    zone = ZoneInfo("UTC")
    default_error_messages = {"invalid": INSTANT_SENTENCE}

    def to_python(self, value):
        with timezone.override(self.zone):
            return super().to_python(value)

    def prepare_value(self, value):
        with timezone.override(self.zone):
            return super().prepare_value(value)


class Fold(Div):
    """Fields that are seldom needed: closed until opened, open when one of them has an error."""

    template = "frame/_fold.html"

    def __init__(self, title, *fields):
        super().__init__(*fields)
        self.title = title

    def render(self, form, context, *args, **kwargs):
        self.has_errors = any(pointer.name in form.errors for pointer in self.get_field_names())
        return super().render(form, context, *args, **kwargs)


def ticks(name) -> InlineCheckboxes:
    """Boxes to tick beside each other."""
    return InlineCheckboxes(name)


def columns(*names) -> Row:
    """Fields side by side on a desktop, below each other on a phone."""
    return Row(*[Column(name, css_class="col-md") for name in names], css_class="g-3")


def halves(*names) -> Row:
    """Short fields side by side on a desktop, in pairs on a phone."""
    return Row(*[Column(name, css_class="col-6 col-md") for name in names], css_class="g-3")


class PortalForm(forms.ModelForm):
    """A form that listens: `changes` are the cleaned values, `seen` the version its reader saw.

    `layout` is a list of crispy layout parts; `zone` is the clock of every `InstantField`.
    """

    layout: list = []

    def __init__(self, *args, zone=None, **kwargs):
        super().__init__(*args, **kwargs)
        if issubclass(self._meta.model, Versioned) and not self.instance._state.adding:
            self.fields["version"] = forms.IntegerField(
                required=False, widget=forms.HiddenInput, initial=self.instance.version
            )
        for field in self.fields.values():
            _dress(field, zone)
        self.helper = FormHelper(self)
        self.helper.form_tag = False
        self.helper.disable_csrf = True
        self.helper.layout = Layout(*(self.layout or self._meta.fields))
        self.helper.render_unmentioned_fields = True

    @property
    def seen(self) -> int | None:
        return self.cleaned_data.get("version")

    @property
    def changes(self) -> dict:
        return {name: self.cleaned_data[name] for name in self._meta.fields if name in self.cleaned_data}


def _dress(field: forms.Field, zone) -> None:
    """Native pickers for days and clocks, sentences for what is often mistyped."""
    if isinstance(field, InstantField) and zone is not None:
        field.zone = zone
    elif type(field) is forms.DateField:
        field.widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
        field.error_messages["invalid"] = DAY_SENTENCE
    elif isinstance(field, PhoneNumberField):
        field.error_messages["invalid"] = PHONE_SENTENCE
    if field.label:
        field.label = capfirst(field.label)
    if type(field) is forms.ModelChoiceField and field.empty_label is not None:
        field.empty_label = "–"
    elif isinstance(field, forms.TypedChoiceField):
        field.choices = [(value, label if value != "" else "–") for value, label in field.choices]
    if isinstance(field.widget, forms.Textarea):
        field.widget.attrs["rows"] = 3
