"""Django's admin for administrators: what they keep is open, everything else masked and not to be changed.

The models of `[admin]` in the table (matrix.toml) are shown as their rooms registered them. Of any other
model an administrator reads states, numbers, times and plain texts; names, phones and whatever else is
declared personal show their first letters only, encrypted columns not at all. What may be changed, the
rooms change by their verbs.
"""

from contextlib import suppress
from datetime import date, datetime, time, timedelta

from django.contrib import admin
from django.contrib.admin.utils import display_for_value, label_for_field
from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.db.models.base import ModelBase
from django.utils.functional import Promise

from lo_portal.access.matrix import matrix

KEPT_TYPES = (bool, int, float, date, datetime, time, timedelta, type(None))
LONGEST = 80
# What may follow the name of a relation in an address.
BY_KEY = {"", "id", "pk", "slug", "exact", "isnull"}


def masked(value) -> str:
    """ "Rina Oktaviani" -> "R••• O•••": whether something stands there and how it begins, no more."""
    words = str(value)[:LONGEST].split()
    return " ".join(word[0] + "•••" if word[0].isalnum() else "•••" for word in words)


class Veiled:
    """Stands for a row in the headings of its pages."""

    def __init__(self, row):
        self.pk, self.row = row.pk, row

    def __str__(self):
        return masked(self.row)


class Masked:
    """Before a room's ModelAdmin: read only, no search, nothing personal in full."""

    inlines = ()
    actions = None

    def has_add_permission(self, request, obj=None):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    def get_queryset(self, request):
        return super().get_queryset(request).select_related(*self._relations())

    def get_list_display(self, request):
        return [self._veil(name) for name in super().get_list_display(request) if not self._is_hidden(name)]

    def get_search_fields(self, request):
        return ()

    def lookup_allowed(self, lookup, value, request):
        """Also in an address written by hand: asking for rows whose phone begins so would tell the phone.

        Of a related row only its key is asked for, as the filters do.
        """
        name, _parts, rest = lookup.partition("__")
        is_relation = isinstance(self._field(name), models.ForeignKey)
        return self._is_open(name) and (not is_relation or rest.partition("__")[0] in BY_KEY)

    def get_list_filter(self, request):
        return [name for name in super().get_list_filter(request) if self._is_open(name)]

    def get_fieldsets(self, request, obj=None):
        names = self.fields or [
            field.name
            for field in self.model._meta.concrete_fields
            if not field.primary_key and field.name != "version"  # counts saves, for programs
        ]
        return [(None, {"fields": [self._veil(name) for name in names if not self._is_hidden(name)]})]

    def get_readonly_fields(self, request, obj=None):
        ((_title, options),) = self.get_fieldsets(request, obj)
        return options["fields"]

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        if obj is not None:
            context |= {"subtitle": masked(obj), "original": Veiled(obj)}
        return super().render_change_form(request, context, add, change, form_url, obj)

    def history_view(self, request, object_id, extra_context=None):
        row = self.get_object(request, object_id)
        veil = {"title": masked(row), "subtitle": None, "object": Veiled(row)} if row is not None else {}
        return super().history_view(request, object_id, (extra_context or {}) | veil)

    def _relations(self) -> list[str]:
        fields = [self._field(name) for name in self.list_display]
        return [field.name for field in fields if isinstance(field, models.ForeignKey)]

    def _field(self, name) -> models.Field | None:
        with suppress(FieldDoesNotExist):
            return self.model._meta.get_field(name)
        return None

    def _declared(self):
        from lo_portal.privacy.registry import declared  # needs every room's models

        return declared.get(self.model._meta.label_lower)

    def _is_hidden(self, name) -> bool:
        """Encrypted columns, and values of any shape."""
        declared = self._declared()
        is_shapeless = isinstance(self._field(name), models.JSONField)
        return is_shapeless or (declared is not None and name in declared.restricted)

    def _is_open(self, name) -> bool:
        """Whether the field's value may be read by an administrator as it is."""
        field, declared = self._field(name), self._declared()
        if field is None or self._is_hidden(name) or (declared and name in declared.personal):
            return False
        if isinstance(field, models.ForeignKey):
            return field.related_model._meta.label_lower in matrix().admin
        is_text = isinstance(field, (models.CharField, models.TextField, models.FileField))
        return not is_text or bool(field.choices) or bool(declared and name in declared.plain)

    def _veil(self, name):
        """The column as a function of the row, with its heading; one for each name: forms compare them."""
        veils = self.__dict__.setdefault("_veils", {})
        if name not in veils:
            veils[name] = self._veil_of(name)
        return veils[name]

    def _veil_of(self, name):
        field, is_open = self._field(name), self._is_open(name)

        def shown(row):
            value = self._value(row, name)
            if is_open or isinstance(value, KEPT_TYPES):
                return value if shown.boolean else display_for_value(value, "–")
            return masked(value)

        shown.short_description = label_for_field(name, self.model, self)
        shown.__name__ = str(name)
        own = getattr(self, str(name), None)
        shown.boolean = isinstance(field, models.BooleanField) or getattr(own, "boolean", False)
        if is_open:
            shown.admin_order_field = name
        return shown

    def _value(self, row, name):
        if name == "__str__":
            return str(row)
        field = self._field(name)
        if field is not None and field.choices:
            return getattr(row, f"get_{name}_display")()
        if field is None and callable(own := getattr(self, name, None)):
            return own(row)
        value = getattr(row, name)
        value = value() if callable(value) and not isinstance(value, models.Manager) else value
        return str(value) if isinstance(value, (Promise, models.Model)) else value


class PortalAdminSite(admin.AdminSite):
    """Deny by default: a model is masked unless the table names it."""

    def register(self, model_or_iterable, admin_class=None, **options):
        found = [model_or_iterable] if isinstance(model_or_iterable, ModelBase) else model_or_iterable
        for model in found:
            options_class = admin_class or admin.ModelAdmin
            if model._meta.label_lower not in matrix().admin:
                options_class = type(f"Masked{options_class.__name__}", (Masked, options_class), {})
            super().register(model, options_class, **options)
