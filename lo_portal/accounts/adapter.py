"""How allauth behaves here: accounts are made by the bureau, never by a visitor."""

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.utils import timezone

from lo_portal import crypto
from lo_portal.accounts import codes, devices, door
from lo_portal.accounts.models import User
from lo_portal.limits import client_address

CODE_MAIL = "account/email/login_code"


class AccountAdapter(DefaultAccountAdapter):
    def is_open_for_signup(self, request):
        return False

    def get_client_ip(self, request) -> str:
        return client_address(request) or devices.UNKNOWN_ADDRESS

    def generate_login_code(self) -> str:
        """A ticket for the session; the code itself exists in the mail only."""
        return codes.make_ticket()

    def send_mail(self, template_prefix, email, context):
        if template_prefix == CODE_MAIL:
            user = User.objects.get_by_natural_key(email)
            context = context | {
                "code": codes.issue_code(user=user, ticket=context["code"], at=timezone.now())
            }
        super().send_mail(template_prefix, email, context)


class SecondStepAdapter(DefaultMFAAdapter):
    """Secrets of authenticators are encrypted like restricted fields, and whoever needs one keeps one."""

    def encrypt(self, text: str) -> str:
        return crypto.keyring().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return crypto.keyring().decrypt(encrypted_text.encode()).decode()

    def can_delete_authenticator(self, authenticator) -> bool:
        others = Authenticator.objects.filter(user_id=authenticator.user_id).exclude(
            type=Authenticator.Type.RECOVERY_CODES
        )
        return not door.needs_second_step(authenticator.user) or others.exclude(pk=authenticator.pk).exists()

    def _get_site_name(self) -> str:
        return "Portal LO"
