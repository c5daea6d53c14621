"""What must hold of the settings of the door."""

import ipaddress

from django.conf import settings
from django.core.checks import Error, register


@register
def check_links_vouch(app_configs, **options):
    if settings.LINKS_VOUCH and settings.PORTAL_ENV == "production":
        return [Error("LINKS_VOUCH would let links in without the second step.", id="accounts.E001")]
    return []


@register
def check_admin_networks(app_configs, **options):
    wrong = []
    for network in settings.ADMIN_NETWORKS:
        try:
            ipaddress.ip_network(network)
        except ValueError:
            wrong.append(Error(f"ADMIN_NETWORKS: {network!r} is no network.", id="accounts.E002"))
    return wrong


@register
def check_session_limits(app_configs, **options):
    from lo_portal.accounts.models import Role

    missing = set(Role.values) - set(settings.SESSION_LIMITS)
    return [Error(f"SESSION_LIMITS lacks {sorted(missing)}.", id="accounts.E003")] if missing else []
