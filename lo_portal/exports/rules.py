import rules


@rules.predicate
def owns_export(user, export):
    return export is not None and export.owner_id == user.pk


rules.add_rule("exports.view_export", owns_export)
