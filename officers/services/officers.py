"""Verbs about agencies and the persons they lend."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from lo_portal import rows
from lo_portal.audit import trail
from lo_portal.refusals import Refused
from officers.models import Agency, Officer


@transaction.atomic
def create_agency(*, values: dict, by, at: datetime) -> Agency:
    agency, told = rows.add_row(Agency, values)
    trail.record("agency.created", on=agency, by=by, at=at, detail=told)
    return agency


@transaction.atomic
def change_agency(*, agency: Agency, changes: dict, by, at: datetime) -> Agency:
    agency, diff = rows.change_row(agency, changes)
    if diff:
        trail.record("agency.changed", on=agency, by=by, at=at, detail=diff)
    return agency


@transaction.atomic
def create_officer(*, values: dict, by, at: datetime) -> Officer:
    """A new officer. A second officer with the same service number is refused."""
    officer, told = rows.add_row(Officer, values)
    trail.record("officer.created", on=officer, by=by, at=at, detail=_without_number(told))
    return officer


@transaction.atomic
def change_officer(*, officer: Officer, changes: dict, by, at: datetime, seen: int | None = None) -> Officer:
    officer, diff = rows.change_row(officer, changes, seen=seen)
    if diff:
        trail.record("officer.changed", on=officer, by=by, at=at, detail=_without_number(diff))
    return officer


@transaction.atomic
def withdraw_officer(*, officer: Officer, by, at: datetime) -> Officer:
    """The officer serves no more, in no event; the history stays."""
    if officer.withdrawn_at:
        raise Refused(_("%(officer)s is already withdrawn.") % {"officer": officer}, code="withdrawn")
    officer, _diff = rows.change_row(officer, {"withdrawn_at": at})
    trail.record("officer.withdrawn", on=officer, by=by, at=at)
    return officer


@transaction.atomic
def show_identity(*, officer: Officer, by, at: datetime) -> str:
    """The service number of the officer; the look is logged."""
    trail.record_view(on=officer, by=by, at=at, fields=["nip"])
    return officer.nip


def _without_number(told: dict) -> dict:
    """The trail tells that the service number changed, never the number itself."""
    return told | ({"nip": rows.HIDDEN} if "nip" in told else {})
