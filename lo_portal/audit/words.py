"""Lines of the trail as a person reads them: what was done, to what, and what changed."""

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy

SHORT, SHORT_WORD = 120, 40

DONE = {
    "accepted": pgettext_lazy("trail", "accepted"),
    "added": pgettext_lazy("trail", "added"),
    "cancelled": pgettext_lazy("trail", "cancelled"),
    "changed": pgettext_lazy("trail", "changed"),
    "closed": pgettext_lazy("trail", "closed"),
    "confirmed": pgettext_lazy("trail", "confirmed"),
    "copied": pgettext_lazy("trail", "copied"),
    "created": pgettext_lazy("trail", "created"),
    "declined": pgettext_lazy("trail", "declined"),
    "enrolled": pgettext_lazy("trail", "put on the roster"),
    "erased": pgettext_lazy("trail", "erased"),
    "exported": pgettext_lazy("trail", "exported"),
    "initialled": pgettext_lazy("trail", "initialled"),
    "issued": pgettext_lazy("trail", "issued"),
    "made": pgettext_lazy("trail", "made"),
    "marked": pgettext_lazy("trail", "marked present"),
    "moved": pgettext_lazy("trail", "moved on"),
    "offered": pgettext_lazy("trail", "asked"),
    "placed": pgettext_lazy("trail", "placed"),
    "published": pgettext_lazy("trail", "published"),
    "read": pgettext_lazy("trail", "read"),
    "received": pgettext_lazy("trail", "received"),
    "released": pgettext_lazy("trail", "released"),
    "removed": pgettext_lazy("trail", "removed"),
    "replaced": pgettext_lazy("trail", "replaced"),
    "reported": pgettext_lazy("trail", "reported"),
    "restored": pgettext_lazy("trail", "restored"),
    "returned": pgettext_lazy("trail", "returned"),
    "revoked": pgettext_lazy("trail", "revoked"),
    "sent": pgettext_lazy("trail", "sent"),
    "signed": pgettext_lazy("trail", "signed"),
    "submitted": pgettext_lazy("trail", "submitted"),
    "undone": pgettext_lazy("trail", "undone"),
    "uploaded": pgettext_lazy("trail", "uploaded"),
    "used": pgettext_lazy("trail", "used"),
    "voided": pgettext_lazy("trail", "voided"),
    "withdrawn": pgettext_lazy("trail", "withdrawn"),
    "written": pgettext_lazy("trail", "written"),
}


def deed(verb: str) -> str:
    """What was done, as "changed"; a participle without words of its own is shown as it is."""
    participle = verb.partition(".")[2] or verb
    return str(DONE.get(participle, participle.replace("_", " ")))


def kind_of(subject_type: str) -> str:
    """The name of a kind of thing, as "guest"; of one that is gone, its label."""
    model = _model(subject_type)
    return str(model._meta.verbose_name) if model else subject_type


def field_name(subject_type: str, name: str) -> str:
    """The field's name as forms show it; for rows below, the name of those rows."""
    model = _model(subject_type)
    try:
        field = model._meta.get_field(name) if model else None
    except FieldDoesNotExist:
        field = None
    if field is None:
        return name.replace("_", " ")
    return str(getattr(field, "verbose_name", None) or field.related_model._meta.verbose_name_plural)


def changes(subject_type: str, detail: dict) -> list[tuple[str, str, str | None]]:
    """(field, old, new) of each pair in `detail`; a plain fact is (name, value, None)."""
    return [
        (field_name(subject_type, name), *(_pair(value) or (_short(value), None)))
        for name, value in detail.items()
    ]


def _pair(value) -> tuple[str, str] | None:
    is_pair = isinstance(value, list) and len(value) == 2
    return (_short(value[0]), _short(value[1])) if is_pair else None


def _short(value) -> str:
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, list):
        value = ", ".join(str(one) for one in value)
    text = "" if value is None else str(value)
    if len(text) > SHORT_WORD and " " not in text:  # a hash: its beginning tells it from others
        return f"{text[:12]}…"
    return text if len(text) <= SHORT else f"{text[:SHORT]}…"


def _model(subject_type: str):
    try:
        return apps.get_model(subject_type)
    except (LookupError, ValueError):
        return None
