"""Is the table of who may do what complete? `manage.py check` says which line is missing, and where."""

import rules
from django.core import checks

from lo_portal.access.addresses import own_addresses
from lo_portal.access.matrix import PATH, matrix
from lo_portal.accounts.models import Role

ROLES = {*Role.values, "anyone"}
_WHERE = f"lo_portal/access/{PATH.name}"


@checks.register
def table_is_complete(app_configs, **kwargs) -> list[checks.Error]:
    return [checks.Error(said, hint=hint, id=code) for code, said, hint in _gaps()]


def _gaps():
    table, addresses = matrix(), own_addresses()
    for address in addresses:
        yield from _gaps_of(address, table)
    public = {address.name for address in addresses if address.is_public}
    for name in sorted(table.public - public):
        yield "access.E004", f"{name} is public in the table only.", f"Take it out of {_WHERE}."
    for name in sorted({address.name for address in addresses if address.is_fresh} ^ table.fresh):
        yield (
            "access.E009",
            f"{name} asks for a fresh second step, or the table says so, and not both.",
            f"`fresh` of @requires (lo_portal.access) and of the object in {_WHERE} name the same addresses.",
        )
    asked = {address.permission for address in addresses}
    for permission, cells in table.may.items():
        if permission not in asked | table.inside:
            yield (
                "access.E005",
                f"No address asks for {permission}.",
                f"Take it out of {_WHERE}, or name it under `inside` if a view asks for it by `may()`.",
            )
        if not rules.rule_exists(permission):
            yield (
                "access.E006",
                f"{permission} stands in the table and has no rule.",
                "Call `grant` (lo_portal.accounts.rules) in the room's rules.py.",
            )
        if unknown := set(cells) - ROLES:
            yield "access.E007", f"{permission} names no role: {sorted(unknown)}.", f"See {_WHERE}."
    for permission in sorted(set(rules.rulesets.default_rules) - set(table.may)):
        yield (
            "access.E008",
            f"{permission} has a rule beside the table.",
            f"Write it in {_WHERE}; `grant` in the room's rules.py makes the rule.",
        )


def _gaps_of(address, table):
    if address.is_public:
        if address.name not in table.public | table.development:
            yield (
                "access.E001",
                f"/{address.route} is public, the table does not say so.",
                f"Add {address.name!r} to `routes` below [public] in {_WHERE}.",
            )
    elif address.permission is None:
        yield (
            "access.E002",
            f"/{address.route} names no permission.",
            "Mark its view with @requires(...) or @public (lo_portal.access).",
        )
    elif address.permission not in table.may:
        yield (
            "access.E003",
            f"/{address.route} asks for {address.permission}, of which the table says nothing.",
            f'Add a line like "{address.permission}" = {{ staff = "all" }} below its object in {_WHERE}.',
        )
