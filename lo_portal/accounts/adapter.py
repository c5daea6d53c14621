"""How allauth behaves here: accounts are made by the bureau, never by a visitor."""

import secrets

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator

from lo_portal import crypto
from lo_portal.accounts import door
from lo_portal.limits import client_address


class AccountAdapter(DefaultAccountAdapter):
    def is_open_for_signup(self, request):
        return False

    def get_client_ip(self, request) -> str:
        return client_address(request)

    def generate_login_code(self) -> str:
        """Six digits: typed on a phone's number pad, five tries, ten minutes."""
        return f"{secrets.randbelow(1_000_000):06d}"


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
