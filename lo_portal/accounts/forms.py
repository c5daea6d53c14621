from django import forms

from lo_portal.accounts.models import User


class ProfileForm(forms.ModelForm):
    """What a person may choose about their own screen."""

    class Meta:
        model = User
        fields = ["language", "theme", "shortcuts"]
