"""Predicates over roles, the alphabet of every room's permissions."""

import rules

from lo_portal.accounts.models import Role


def has_role(*roles: Role):
    """Predicate: the user is at least one of `roles`."""

    @rules.predicate("is_" + "_or_".join(roles))
    def predicate(user):
        return user.is_authenticated and user.has_role(*roles)

    return predicate


is_staff = has_role(Role.STAFF)
is_coordinator = has_role(Role.COORDINATOR)
is_officer = has_role(Role.OFFICER)
is_agency = has_role(Role.AGENCY)
is_signatory = has_role(Role.SIGNATORY)
is_admin = has_role(Role.ADMIN)


@rules.predicate
def is_signed_in(user):
    return user.is_authenticated


@rules.predicate
def is_self(user, other):
    return user == other


rules.add_rule("accounts.use_portal", is_signed_in)
rules.add_rule("accounts.change_own_profile", is_signed_in)
rules.add_rule("accounts.read_development_mail", is_signed_in)
