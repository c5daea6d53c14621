from datetime import timedelta

from allauth.account.adapter import get_adapter
from allauth.account.forms import ConfirmLoginCodeForm, RequestLoginCodeForm
from allauth.core import context
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.models import Authenticator
from django import forms
from django.utils import timezone

from lo_portal.accounts import codes, tries
from lo_portal.accounts.models import User

STEP_TRIES, STEP_WINDOW = 10, timedelta(minutes=15)
APP_CODE_LIFE = timedelta(minutes=5)


class ProfileForm(forms.ModelForm):
    """In which language a person gets messages; what concerns the screen alone is kept on the device."""

    class Meta:
        model = User
        fields = ["language"]


class AskForm(RequestLoginCodeForm):
    """A code goes to the address that the bureau wrote down, to no earlier or second one."""

    def clean_email(self) -> str:
        email = super().clean_email()
        user = getattr(self, "_user", None)
        if user is not None and user.email.lower() != email.lower():
            self._user = None
        return email


class CodeForm(ConfirmLoginCodeForm):
    """The mailed code; what allauth calls the expected code is our ticket."""

    def clean_code(self) -> str:
        code = self.cleaned_data["code"].replace(" ", "")
        address = get_adapter().get_client_ip(context.request)
        if not codes.use_code(ticket=self.expected_code or "", code=code, address=address, at=timezone.now()):
            raise get_adapter().validation_error("incorrect_code")
        return code


class _CountedTries:
    """Tries of the second step are counted for the account, and a code of the app works once."""

    def clean_code(self) -> str:
        at, account = timezone.now(), str(self.user.pk)
        if not tries.claim("second-step", account, limit=STEP_TRIES, within=STEP_WINDOW, at=at):
            raise get_adapter().validation_error("too_many_login_attempts")
        code = super().clean_code().replace(" ", "")
        if self.authenticator.type == Authenticator.Type.TOTP and not tries.claim(
            "app-code", f"{account} {code}", limit=1, within=APP_CODE_LIFE, at=at
        ):
            raise get_adapter().validation_error("incorrect_code")
        tries.forgive("second-step", account)
        return code


class SecondStepForm(_CountedTries, AuthenticateForm):
    pass


class SecondStepAgainForm(_CountedTries, ReauthenticateForm):
    pass
