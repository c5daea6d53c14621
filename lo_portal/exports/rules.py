"""One's own files are one's own; what wants a second person is decided by another one."""

import rules

from lo_portal.accounts.rules import grant
from lo_portal.exports.models import Export


@rules.predicate
def owns_export(user, export):
    return export is not None and export.owner_id == user.pk


@rules.predicate
def asked_by_another(user, target):
    """The list of requests (no export), or a restricted export of somebody else."""
    return not isinstance(target, Export) or (target.restricted and target.owner_id != user.pk)


grant("exports", own=owns_export, others=asked_by_another)
