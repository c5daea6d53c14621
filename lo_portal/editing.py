"""One edit page: show the form, hand it to the service, settle it when two people edit at once.

Nobody's text is lost. A form that comes too late is answered with 409: what the other person saved
stands beside what was typed here, fields that this person never touched take the other's value, and
one button saves the typed values on top, knowingly.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.apps import apps
from django.contrib import messages
from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.forms import BaseForm, BoundField, CheckboxInput
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from lo_portal.audit.models import AuditEntry
from lo_portal.refusals import Conflict, Refused


@dataclass(frozen=True)
class Difference:
    """One field on which two people disagree, in words: as it was, as it is stored, as typed here."""

    label: str
    theirs: str
    mine: str
    base: str = ""


def edit(
    request: HttpRequest,
    *,
    form: Callable[..., BaseForm],
    save: Callable[[BaseForm], object],
    done: Callable[[object], str],
    template: str = "frame/form_page.html",
    row: models.Model | None = None,
    subject: models.Model | None = None,
    told: str = "",
    **context,
) -> HttpResponse:
    """Answer a form page: 422 shows its errors, 409 the comparison; everything typed is kept.

    `form(data, files, instance)` builds it, `save(form)` calls the service, `done(row)` is the next
    address. `row` carries the version, `subject` what the trail tells about where it is another row.
    """
    bound = form(request.POST or None, request.FILES or None, row)
    context |= {"form": bound, "row": row}
    if request.method != "POST":
        return render(request, template, context)
    if bound.is_valid():
        try:
            saved = save(bound)
        except Conflict as conflict:
            return _settle(request, form, row, conflict, context | {"last": _last_change(subject or row)})
        except Refused as refusal:
            bound.add_error(None, refusal.sentence)
        else:
            messages.success(request, told or _("Saved."))
            return redirect(done(saved))
    return render(request, template, context, status=422)


def _settle(request, form, row, conflict: Conflict, context: dict) -> HttpResponse:
    """The 409 page: differences in words, and everything typed once more as hidden fields."""
    stored = type(row)._base_manager.get(pk=row.pk)
    theirs = form(None, None, stored)
    base, unknown = _as_seen(row, context["form"].seen)
    before = form(None, None, base) if base is not None else None
    kept, differences = {}, []
    for name in context["form"].fields:
        key = theirs[name].html_name
        mine, held = _typed(request, key), _raw(theirs[name])
        was = _raw(before[name]) if before is not None and name not in unknown else None
        kept[key] = held if name == "version" or mine == was else mine
        if name != "version" and mine != held and was not in (mine, held):
            differences.append(
                Difference(str(theirs[name].label), _words(theirs[name], held), _words(theirs[name], mine))
            )
    facts = {"kept": kept, "differences": differences, "refusal": conflict, "row": stored}
    return render(request, "frame/conflict_page.html", context | facts, status=409)


def _typed(request, key: str) -> list[str]:
    return [value.replace("\r\n", "\n") for value in request.POST.getlist(key) if value != ""]


def _raw(bound: BoundField) -> list[str]:
    """The values that a browser would send back for this field untouched."""
    value = bound.value()
    if isinstance(bound.field.widget, CheckboxInput):
        return ["on"] if value else []
    shown = bound.field.widget.format_value(value)
    several = shown if isinstance(shown, (list, tuple)) else [shown]
    return [str(one) for one in several if one not in (None, "")]


def _words(bound: BoundField, raw: list[str]) -> str:
    """Raw values as a reader knows them: the label of a choice, yes or no, the text itself."""
    if isinstance(bound.field.widget, CheckboxInput):
        return _("Yes") if raw else _("No")
    labels = _flat(getattr(bound.field, "choices", ()))
    return ", ".join(labels.get(one, one) for one in raw) or "–"


def _flat(choices) -> dict[str, str]:
    flat = {}
    for value, label in choices:
        flat |= _flat(label) if isinstance(label, (list, tuple)) else {str(value): str(label)}
    return flat


def _as_seen(row, version: int | None) -> tuple[models.Model | None, set[str]]:
    """The row as it was at `version`, from the row history, and the fields the history does not keep."""
    meta = row._meta
    try:
        history = apps.get_model(meta.app_label, f"{meta.object_name}Event")
    except LookupError:
        return None, set()
    then = history.objects.filter(pgh_obj_id=row.pk, version=version).order_by("-pgh_id").first()
    if then is None:
        return None, set()
    kept = [field for field in meta.concrete_fields if _has_field(history, field.name)]
    seen = type(row)(**{field.attname: getattr(then, field.attname) for field in kept})
    seen._state.adding = False
    missing = {field.name for field in meta.concrete_fields} - {field.name for field in kept}
    return seen, missing | {field.name for field in meta.many_to_many}


def _has_field(model, name: str) -> bool:
    try:
        model._meta.get_field(name)
    except FieldDoesNotExist:
        return False
    return True


def _last_change(row) -> AuditEntry | None:
    """Who changed the row last, and when."""
    return AuditEntry.objects.filter(subject_type=row._meta.label_lower, subject_id=str(row.pk)).first()
