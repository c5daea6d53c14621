from django.contrib import admin

from lo_portal.audit.models import AuditEntry, ViewEntry


class _ReadOnly(admin.ModelAdmin):
    list_per_page = 50
    date_hierarchy = "at"
    search_fields = ["subject_label", "actor_name", "subject_id"]

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False


@admin.register(AuditEntry)
class AuditEntryAdmin(_ReadOnly):
    list_display = ["at", "actor_name", "verb", "subject_label"]
    list_filter = ["verb", "subject_type"]


@admin.register(ViewEntry)
class ViewEntryAdmin(_ReadOnly):
    list_display = ["at", "actor_name", "subject_label", "fields", "reason"]
    list_filter = ["subject_type"]
