from django.contrib import admin

from lo_portal.privacy.models import Breach, PurgeEntry


class _ReadOnly(admin.ModelAdmin):
    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False


@admin.register(PurgeEntry)
class PurgeEntryAdmin(_ReadOnly):
    list_display = ["at", "rule", "count", "by"]
    list_filter = ["rule"]


@admin.register(Breach)
class BreachAdmin(_ReadOnly):
    list_display = ["title", "noticed_at", "authority_told_at", "persons_told_at", "closed_at"]
