"""Secrets of authenticator apps and recovery codes under the newest key."""

from allauth.mfa.models import Authenticator

from lo_portal.rekeying import Count, Ring, rekey_json

ENCRYPTED = [Authenticator.Type.TOTP, Authenticator.Type.RECOVERY_CODES]  # a passkey holds no secret


def authenticators(ring: Ring, batch: int) -> Count:
    return rekey_json(ring, Authenticator.objects.filter(type__in=ENCRYPTED), "data")
