from django.contrib import admin

from lo_portal.imports.models import ImportBatch, RememberedMapping


@admin.register(ImportBatch)
class ImportBatchAdmin(admin.ModelAdmin):
    """Who brought which file in, and what it did. The content stays with the bureau's pages."""

    list_display = ["file_name", "owner", "state", "created_at", "applied_at", "undone_at"]
    list_filter = ["state"]
    search_fields = ["file_name", "owner__name"]
    date_hierarchy = "created_at"
    fields = ["file_name", "owner", "state", "message", "counts", "applied_at", "undone_at"]
    readonly_fields = fields

    def has_add_permission(self, request):
        return False


@admin.register(RememberedMapping)
class RememberedMappingAdmin(admin.ModelAdmin):
    list_display = ["kind", "sender", "signature", "updated_at"]
    list_filter = ["kind"]
    search_fields = ["sender", "signature"]
