"""The row history (database triggers) forgets with its rows: it is a copy like any other."""

from collections.abc import Iterable

from django.db import models

from lo_portal.privacy import registry


def history_of(model) -> list[type[models.Model]]:
    """The history models that follow `model`."""
    return [table for table in registry.tables() if registry.tracked(table) is model]


def forget_history(model, keys: Iterable) -> int:
    """Delete what the history kept of these rows; returns how many entries went."""
    keys = list(keys)
    return (
        sum(
            history._base_manager.filter(pgh_obj_id__in=keys)._raw_delete(history._base_manager.db)
            for history in history_of(model)
        )
        if keys
        else 0
    )


def blank(rows: models.QuerySet, **values) -> int:
    """Overwrite columns of these rows, then forget their history, the overwriting included."""
    keys = list(rows.values_list("pk", flat=True))
    rows.model._base_manager.filter(pk__in=keys).update(**values)
    forget_history(rows.model, keys)
    return len(keys)


def remove(rows: models.QuerySet) -> int:
    """Delete these rows, then their history."""
    keys = list(rows.values_list("pk", flat=True))
    rows.model._base_manager.filter(pk__in=keys).delete()
    forget_history(rows.model, keys)
    return len(keys)
