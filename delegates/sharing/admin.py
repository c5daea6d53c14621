from django.contrib import admin

from delegates.sharing.models import ShareList, ShareOpening


class _Openings(admin.TabularInline):
    model = ShareOpening
    extra = 0
    can_delete = False
    readonly_fields = ["opened_at", "address", "device"]

    def has_add_permission(self, request, obj=None):
        return False


@admin.register(ShareList)
class ShareListAdmin(admin.ModelAdmin):
    list_display = ["recipient", "kind", "event", "expires_at", "revoked_at"]
    list_filter = ["kind", "event"]
    search_fields = ["recipient"]
    readonly_fields = ["event", "kind", "hotel", "made_by"]
    inlines = [_Openings]

    def has_add_permission(self, request):
        return False
