from django.contrib import admin

from lo_portal.exports.models import Export


@admin.register(Export)
class ExportAdmin(admin.ModelAdmin):
    """Who took which list home. The files stay with their owners."""

    list_display = ["file_name", "owner", "row_count", "restricted", "created_at", "expires_at"]
    list_filter = ["kind", "restricted"]
    search_fields = ["file_name", "owner__name"]
    date_hierarchy = "created_at"
    fields = ["file_name", "owner", "listing", "kind", "row_count", "restricted", "reason", "expires_at"]
    readonly_fields = fields

    def has_add_permission(self, request):
        return False
