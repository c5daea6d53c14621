"""An account without its person: the row stays, for the trail and letters point to it."""

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session

from lo_portal.accounts.models import SignInCode, SignInLink, User
from lo_portal.privacy import needles


def forget_user(*, user: User) -> None:
    """No name, no address, no way in; whoever is signed in is signed out."""
    Session.objects.filter(
        session_key__in=UserSession.objects.filter(user=user).values("session_key")
    ).delete()
    for model in (UserSession, EmailAddress, Authenticator, SignInLink, SignInCode, SocialAccount):
        model.objects.filter(user=user).delete()
    user.name, user.email = needles.ERASED, f"{user.pk}@dihapus.invalid"
    user.is_active, user.roles, user.is_superuser = False, [], False
    user.set_unusable_password()
    user.save()
