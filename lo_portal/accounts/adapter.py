"""How allauth behaves here: accounts are made by the bureau, never by a visitor."""

import secrets

from allauth.account.adapter import DefaultAccountAdapter


class AccountAdapter(DefaultAccountAdapter):
    def is_open_for_signup(self, request):
        return False

    def generate_login_code(self) -> str:
        """Six digits: typed on a phone's number pad, five tries, ten minutes."""
        return f"{secrets.randbelow(1_000_000):06d}"
