"""Doing what a plan says, and undoing it. The caller holds the transaction."""

import json

from django.db.models import ProtectedError, RestrictedError
from django.utils.translation import gettext as _

from lo_portal.crypto import keyring
from lo_portal.imports import registry
from lo_portal.imports.comparing import STANDING
from lo_portal.imports.kinds import CANCELLED, CHANGED, NEW, Context
from lo_portal.imports.planning import Plan
from lo_portal.refusals import Refused


def apply_plan(plan: Plan, context: Context) -> list[dict]:
    """Carry out every step without errors; returns what undo needs, in the order done."""
    done = []
    for part in plan.parts:
        kind = registry.kind(part.kind)
        fresh = [step for step in part.steps if step.action == NEW and not step.pk]
        made = kind.create_many([step.values for step in fresh], context)
        done += [
            _trace(kind, step) | {"pk": pk, "created": True} for step, pk in zip(fresh, made, strict=True)
        ]
        for step in part.steps:
            if step.pk and step.action in (NEW, CHANGED, CANCELLED):
                done.append(_apply(kind, step, context))
    return done


def _trace(kind, step):
    return {"kind": kind.key, "action": step.action, "pk": step.pk, "label": step.label, "changes": {}}


def _apply(kind, step, context):
    trace = _trace(kind, step)
    if step.action == CANCELLED:
        kind.cancel(step.pk, context)
        return trace
    _change(kind, step, context)
    trace["changes"] = {name: _sealed(kind, name, pair) for name, pair in step.changes.items()}
    if step.action == NEW:
        kind.enlist(step.pk, context)
    return trace


def _sealed(kind, name, pair):
    """Old and new value for the undo data; restricted ones are kept encrypted."""
    if name not in kind.restricted:
        return list(pair)
    return [keyring().encrypt(json.dumps(value).encode()).decode() for value in pair]


def _opened(kind, name, pair):
    if name not in kind.restricted:
        return pair
    return [json.loads(keyring().decrypt(value.encode())) for value in pair]


def _change(kind, step, context):
    if STANDING in step.changes:
        kind.restore(step.pk, context)
    new = {name: value for name, (_old, value) in step.changes.items() if name != STANDING}
    if new:
        kind.update(step.pk, new, context)


def undo_traces(traces: list[dict], context: Context) -> None:
    """Take back what `apply_plan` did, last first. Raises Refused where something was built on it."""
    known = {
        key: {one.pk: one for one in registry.kind(key).existing(context)}
        for key in {trace["kind"] for trace in traces if trace["changes"]}
    }
    for trace in reversed(traces):
        kind = registry.kind(trace["kind"])
        if trace.get("created"):
            _remove(kind, trace, context)
        elif trace["action"] == CANCELLED:
            kind.restore(trace["pk"], context)
        else:
            _change_back(kind, trace, known.get(kind.key, {}).get(trace["pk"]), context)
            if trace["action"] == NEW:
                kind.delist(trace["pk"], context)


def _remove(kind, trace, context):
    built = _built_on(kind, trace["pk"])
    if built:
        raise Refused(
            _("“%(label)s” cannot be undone: %(what)s was built on it. Nothing was changed.")
            % {"label": trace["label"], "what": built},
            code="built_on",
        )
    try:
        kind.remove(trace["pk"], context)
    except (ProtectedError, RestrictedError) as error:
        raise Refused(
            _("“%(label)s” cannot be undone: it is in use. Nothing was changed.") % {"label": trace["label"]},
            code="built_on",
        ) from error


def _change_back(kind, trace, now, context):
    changes = {name: _opened(kind, name, pair) for name, pair in trace["changes"].items()}
    for name, (_old, new) in changes.items():
        if name != STANDING and (now is None or not kind.same(name, now.values.get(name), new)):
            raise Refused(
                _("“%(label)s” was changed after the import, so it cannot be undone. Nothing was changed.")
                % {"label": trace["label"]},
                code="changed_since",
            )
    old = {name: pair[0] for name, pair in changes.items() if name != STANDING}
    if old:
        kind.revert(trace["pk"], old, context)
    if STANDING in changes:
        kind.cancel(trace["pk"], context)


def _built_on(kind, pk):
    """The kind of rows that others made on an imported thing, or ''."""
    row = kind.model._base_manager.filter(pk=pk).first()
    if row is None:
        return ""
    for relation in kind.model._meta.related_objects:
        name = relation.get_accessor_name()
        if name in kind.children or relation.related_model._meta.managed is False:
            continue
        if _is_history(relation.related_model):
            continue
        if relation.related_model._base_manager.filter(**{relation.field.name: row}).exists():
            return str(relation.related_model._meta.verbose_name_plural)
    return ""


def _is_history(model):
    return hasattr(model, "pgh_tracked_model")
