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
    roles = {
        entry.officer: Role.COORDINATOR if entry.role == RosterRole.COORDINATOR else Role.OFFICER
        for entry in event.roster.standing().select_related("officer__user").order_by("pk")
    }
    opened = _open({one: role for one, role in roles.items() if one.user is None and one.email}, at)
    for officer, role in roles.items():
        if officer.user is not None and role not in officer.user.roles:
            officer.user.roles = [*officer.user.roles, role]
            officer.user.save(update_fields=["roles"])
    if opened:
        trail.record(
            "officer.accounts_opened",
            on=event,
            by=by,
            at=at,
            detail={"officers": [str(one) for one in opened]},
        )
    return opened


def _open(roles: dict[Officer, Role], at: datetime) -> list[Officer]:
    """Give each officer the account of the address, a new one where there is none; returns who got one."""
    wanted = [officer.email.lower() for officer in roles]
    accounts = {user.email.lower(): user for user in User.objects.by_address(wanted)}
    taken = set(Officer.objects.filter(user__in=accounts.values()).values_list("user_id", flat=True))
    opened, new = [], []
    for officer, role in roles.items():
        user = accounts.get(officer.email.lower())
        if user is None:
            user = accounts[officer.email.lower()] = User.objects.new_user(
                officer.email, officer.printed_name, [role]
            )
            new.append(user)
        elif user.pk in taken:
            continue
        taken.add(user.pk)
        officer.user, officer.updated_at = user, at
        opened.append(officer)
    User.objects.bulk_create(new)
    Officer.objects.bulk_update(opened, ["user", "updated_at"], batch_size=500)
    return opened
