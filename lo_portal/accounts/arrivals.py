"""What is noted when somebody comes in, and when a second step is added or taken away."""

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authenticator_added, authenticator_removed, authenticator_reset
from django.contrib.auth.signals import user_logged_in
from django.db import transaction
from django.db.models.signals import post_save
from django.dispatch import receiver
from django.utils import timezone

from lo_portal.accounts import devices, door
from lo_portal.accounts.models import User
from lo_portal.audit import trail


@receiver(user_logged_in, dispatch_uid="accounts.note_arrival")
def note_arrival(sender, request, user, **signal):
    """Every way in begins a session and stands in the list of devices."""
    door.note_arrival(request.session)
    devices.note_device(request=request, user=user)


@receiver(post_save, sender=User, dispatch_uid="accounts.forget_old_addresses")
def forget_old_addresses(sender, instance, update_fields, created, **signal):
    """An address that was changed opens the account no more, by code, password or reset."""
    if not created and (update_fields is None or "email" in update_fields):
        EmailAddress.objects.filter(user=instance).exclude(email__iexact=instance.email).delete()


@receiver(authenticator_added, dispatch_uid="accounts.note_authenticator_added")
def note_authenticator_added(sender, request, user, authenticator, **signal):
    """Whoever set it up held it in the hand this minute: that is a second step passed."""
    if authenticator.type != Authenticator.Type.RECOVERY_CODES:
        door.vouch(request, user)
    _record("authenticator.added", user, authenticator)


@receiver(authenticator_removed, dispatch_uid="accounts.note_authenticator_removed")
def note_authenticator_removed(sender, request, user, authenticator, **signal):
    _record("authenticator.removed", user, authenticator)


@receiver(authenticator_reset, dispatch_uid="accounts.note_authenticator_reset")
def note_authenticator_reset(sender, request, user, authenticator, **signal):
    _record("authenticator.reset", user, authenticator)


@transaction.atomic
def _record(verb: str, user, authenticator) -> None:
    trail.record(verb, on=user, by=user, at=timezone.now(), detail={"type": authenticator.type})
