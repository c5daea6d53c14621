from django.contrib import admin

from lo_portal.upkeep.models import DeliveryHold, Heartbeat


class _ReadOnly(admin.ModelAdmin):
    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False


@admin.register(Heartbeat)
class HeartbeatAdmin(_ReadOnly):
    list_display = ["part", "at"]


@admin.register(DeliveryHold)
class DeliveryHoldAdmin(_ReadOnly):
    list_display = ["held_at", "reason", "data_of", "released_at", "released_by"]
