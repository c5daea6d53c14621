"""Verbs that give officers a way to sign in. An account is the e-mail address; roles follow the roster."""

from datetime import datetime

from django.db import transaction

from lo_portal.accounts.models import Role, User
from lo_portal.audit import trail
from officers.models import Officer, RosterRole


@transaction.atomic
def open_accounts(*, event, by, at: datetime) -> list[Officer]:
    """Let everybody on the event's standing roster sign in; returns those who could not before.

    An officer whose address already has an account (a staff member who also serves) gets that one,
    unless it belongs to another officer. Without an e-mail address there is no account.
    """
    opened = []
    for entry in event.roster.standing().select_related("officer__user").order_by("pk"):
        role = Role.COORDINATOR if entry.role == RosterRole.COORDINATOR else Role.OFFICER
        if entry.officer.user is not None:
            _add_role(entry.officer.user, role)
        elif entry.officer.email and _open(entry.officer, role):
            opened.append(entry.officer)
    if opened:
        trail.record(
            "officer.accounts_opened",
            on=event,
            by=by,
            at=at,
            detail={"officers": [str(one) for one in opened]},
        )
    return opened


def _open(officer: Officer, role: Role) -> bool:
    user = User.objects.filter(email__iexact=officer.email).first()
    if user is None:
        user = User.objects.create_user(officer.email, officer.printed_name, [role])
    elif Officer.objects.filter(user=user).exists():
        return False
    _add_role(user, role)
    officer.user = user
    officer.save(update_fields=["user", "updated_at"])
    return True


def _add_role(user: User, role: Role) -> None:
    if role not in user.roles:
        user.roles = [*user.roles, role]
        user.save(update_fields=["roles"])
