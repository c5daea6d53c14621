"""Signing in with the office's own account (OpenID Connect), where a bureau has such a provider.

The provider says only who somebody is. Accounts are made by the bureau, so an address that is unknown
here is refused; roles are never read from the provider; a second step is asked for all the same.
"""

from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.providers.base import AuthProcess
from django.shortcuts import render

from lo_portal.accounts.models import User


class OfficeAccountAdapter(DefaultSocialAccountAdapter):
    def is_open_for_signup(self, request, sociallogin):
        return False

    def pre_social_login(self, request, sociallogin):
        """Bind the provider's account to ours by an address that the provider has verified."""
        if sociallogin.state.get("process") == AuthProcess.CONNECT:
            # Accounts are bound by signing in, not by hand.
            raise ImmediateHttpResponse(render(request, "403.html", status=403))
        sociallogin.account.extra_data = {}
        if sociallogin.is_existing:
            return
        verified = {one.email.lower() for one in sociallogin.email_addresses if one.verified}
        user = User.objects.filter(is_active=True).by_address(sorted(verified)).first()
        if user is None:
            raise ImmediateHttpResponse(render(request, "accounts/office_unknown.html", status=403))
        sociallogin.connect(request, user)

    def on_authentication_error(self, request, provider, error=None, exception=None, extra_context=None):
        page = render(request, "accounts/office_failed.html", status=502)
        raise ImmediateHttpResponse(page)
