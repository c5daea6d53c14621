import rules

from lo_portal.accounts.rules import grant


@rules.predicate
def owns_export(user, export):
    return export is not None and export.owner_id == user.pk


grant("exports", own=owns_export)
