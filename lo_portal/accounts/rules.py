"""Predicates over roles, the alphabet of every room's permissions."""

from functools import reduce
from operator import or_

import rules

from lo_portal.access import matrix
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


# The rows are narrowed already: `visible_to` shows nothing beyond this reach, or the page is one's own.
SEEN = rules.always_allow


def grant(room: str, **reaches) -> None:
    """Make the rules of `room` from its lines in the table of who may do what (lo_portal/access/matrix.toml).

    `reaches` are the predicates `(user, target)` behind the reaches that the lines name, besides "all".
    """
    reaches = {"all": rules.always_allow, **reaches}
    for permission, cells in matrix.cells_of(room).items():
        ways = [_holds(role) & _within(cell, reaches) for role, cell in cells.items()]
        rules.add_rule(permission, reduce(or_, ways))


def _holds(role: str):
    return is_signed_in if role == matrix.ANYONE else has_role(Role(role))


def _within(cell: str, reaches: dict):
    return reduce(or_, [reaches[reach] for reach in cell.split()])


grant("accounts", own=SEEN)
