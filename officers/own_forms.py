"""Forms of an officer's own page. They listen; `officers.services` acts."""

from crispy_forms.helper import FormHelper
from django import forms
from django.utils.translation import gettext_lazy as _

from lo_portal.forms import PortalForm
from lo_portal.photos import photo_of
from officers.models import Officer
from officers.services.own import OWN_FIELDS

PHOTO_EDGE = 800


class OwnContactForm(PortalForm):
    class Meta:
        model = Officer
        fields = OWN_FIELDS

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["phone"].required = True
        self.fields["phone"].widget.attrs |= {"autocomplete": "tel", "inputmode": "tel"}
        self.fields["office_phone"].widget.attrs |= {"inputmode": "tel"}


class PhotoForm(forms.Form):
    """A picture, encoded anew without what it carried along."""

    photo = forms.FileField(
        label=_("Photo"),
        widget=forms.FileInput(attrs={"accept": "image/*"}),
        error_messages={"required": _("Choose a photo first.")},
        help_text=_("Your face, upright. Place and camera data in the file are removed."),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = FormHelper(self)
        self.helper.form_tag = False
        self.helper.disable_csrf = True

    def clean_photo(self):
        return photo_of(self.cleaned_data["photo"], PHOTO_EDGE)
