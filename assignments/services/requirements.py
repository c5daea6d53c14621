"""Asking less of an officer so that a slot can be filled: the delegation's own data, changed knowingly."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from delegates.models import Delegation
from delegates.services import delegations
from lo_portal.refusals import Refused
from officers.models import Cefr


@transaction.atomic
def set_language_level(*, delegation: Delegation, language: str, level: str, by, at: datetime) -> Delegation:
    """Ask for `level` (A1..C2) in a language the delegation already accepts.

    Raises `Refused` for an unknown level and for a language that is not accepted.
    """
    needs = [(need.language, need.min_level) for need in delegation.languages.all()]
    if level not in Cefr.values or language not in dict(needs):
        raise Refused(
            _("%(delegation)s does not ask for %(language)s %(level)s.")
            % {"delegation": delegation, "language": language, "level": level},
            code="no_such_need",
        )
    changed = [(code, level if code == language else old) for code, old in needs]
    return delegations.change_delegation(delegation=delegation, changes={}, languages=changed, by=by, at=at)


@transaction.atomic
def lift_sex_request(*, delegation: Delegation, by, at: datetime) -> Delegation:
    """Let officers of either sex serve the delegation."""
    return delegations.change_delegation(delegation=delegation, changes={"lo_sex": ""}, by=by, at=at)
