"""The code that is mailed: kept as a hash, bound to one browser, used at most once."""

import secrets
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F
from django.utils.crypto import constant_time_compare, salted_hmac

from lo_portal.accounts import tries
from lo_portal.accounts.models import SignInCode, User
from lo_portal.audit import trail

CODE_LIFE = timedelta(minutes=10)
TRIES_PER_BROWSER = 5
TRIES_PER_ACCOUNT, TRIES_PER_ADDRESS, WINDOW = 10, 100, timedelta(minutes=15)


def make_ticket() -> str:
    """What the browser's session keeps in place of the code."""
    return secrets.token_urlsafe(24)


def issue_code(*, user: User, ticket: str, at: datetime) -> str:
    """Six digits for `user`, typed on a phone's number pad; the code before it ends."""
    code = f"{secrets.randbelow(1_000_000):06d}"
    SignInCode.objects.update_or_create(
        user=user,
        defaults={
            "ticket_hash": _hash("ticket", ticket),
            "code_hash": _hash("code", ticket + code),
            "tries": 0,
            "expires_at": at + CODE_LIFE,
            "used_at": None,
        },
    )
    return code


def use_code(*, ticket: str, code: str, address: str, at: datetime) -> bool:
    """Whether `code` opens the door for the browser with `ticket`; true for one press only.

    The try is counted before the code is looked at: for this browser, for the account, and for the
    network `address`, which is given its try back when the code was right.
    """
    if not tries.claim("code-address", address, limit=TRIES_PER_ADDRESS, within=WINDOW, at=at):
        return False
    open_codes = SignInCode.objects.filter(
        ticket_hash=_hash("ticket", ticket), used_at=None, expires_at__gt=at
    )
    if not open_codes.filter(tries__lt=TRIES_PER_BROWSER).update(tries=F("tries") + 1):
        return False
    row = open_codes.select_related("user").first()
    if row is None or not _may_try_account(row.user_id, at):
        return False
    if not constant_time_compare(row.code_hash, _hash("code", ticket + code)):
        return False
    tries.give_back("code-address", address)
    return _use_up(row, open_codes, at)


@transaction.atomic
def _use_up(row: SignInCode, open_codes, at: datetime) -> bool:
    if open_codes.filter(code_hash=row.code_hash).update(used_at=at) != 1:
        return False
    tries.forgive("code", str(row.user_id))
    trail.record("sign_in_code.used", on=row.user, by=row.user, at=at)
    return True


def _may_try_account(user_id, at: datetime) -> bool:
    return tries.claim("code", str(user_id), limit=TRIES_PER_ACCOUNT, within=WINDOW, at=at)


def _hash(kind: str, secret: str) -> str:
    return salted_hmac(f"accounts.sign_in_code.{kind}", secret, algorithm="sha256").hexdigest()
