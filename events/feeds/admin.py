from django.contrib import admin

from events.feeds.models import FeedToken


@admin.register(FeedToken)
class FeedTokenAdmin(admin.ModelAdmin):
    list_display = ["consumer", "event", "expires_at", "revoked_at", "last_used_at", "use_count"]
    list_filter = ["event"]
    search_fields = ["consumer"]
    readonly_fields = ["event", "lists", "made_by", "last_used_at", "use_count"]

    def has_add_permission(self, request):
        return False
