from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from lo_portal.access.masking import Veiled, masked
from lo_portal.audit.models import AuditEntry, ViewEntry

ASKED_BY = {"at", "verb", "subject_type", "subject_id", "actor", "event_id"}


class _ReadOnly(admin.ModelAdmin):
    """Who did what and when; what it was about masked, of the values nothing: these are the bureau's."""

    list_per_page = 50
    date_hierarchy = "at"
    search_fields = ["actor_name", "subject_id"]

    def lookup_allowed(self, lookup, value, request):
        return lookup.partition("__")[0] in ASKED_BY

    @admin.display(description=_("thing"))
    def thing(self, row):
        return masked(row.subject_label)

    def render_change_form(self, request, context, *args, obj=None, **kwargs):
        if obj is not None:
            context |= {"subtitle": masked(obj), "original": Veiled(obj)}
        return super().render_change_form(request, context, *args, obj=obj, **kwargs)

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False


@admin.register(AuditEntry)
class AuditEntryAdmin(_ReadOnly):
    list_display = ["at", "actor_name", "verb", "subject_type", "thing"]
    fields = ["at", "actor_name", "verb", "subject_type", "subject_id", "thing"]
    list_filter = ["verb", "subject_type"]


@admin.register(ViewEntry)
class ViewEntryAdmin(_ReadOnly):
    list_display = ["at", "actor_name", "subject_type", "thing", "fields_shown"]
    fields = ["at", "actor_name", "subject_type", "subject_id", "thing", "fields_shown"]
    list_filter = ["subject_type"]

    @admin.display(description=_("fields shown"))
    def fields_shown(self, row):
        return ", ".join(row.fields)
