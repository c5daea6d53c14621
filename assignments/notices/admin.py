"""The admin reads notices and edits rules; sending is for the pages, which leave an audit line."""

from django.contrib import admin

from assignments.notices.models import (
    Broadcast,
    HandOpening,
    InboxItem,
    Notice,
    PushSubscription,
    ReminderProfile,
)


class ReadOnly(admin.ModelAdmin):
    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False


@admin.register(Notice)
class NoticeAdmin(ReadOnly):
    list_display = ["title", "recipient", "kind", "channel", "state", "due_at", "sent_at", "attempts"]
    list_filter = ["state", "channel", "kind", "maybe_double", "event"]
    search_fields = ["title", "recipient__name", "recipient__email"]
    date_hierarchy = "due_at"
    list_select_related = ["recipient"]
    exclude = ["text", "content"]


@admin.register(InboxItem)
class InboxItemAdmin(ReadOnly):
    list_display = ["notice", "recipient", "arrived_at"]
    search_fields = ["notice__title", "recipient__name"]
    list_select_related = ["notice", "recipient"]


@admin.register(Broadcast)
class BroadcastAdmin(ReadOnly):
    list_display = ["title", "event", "sent_at", "sent_by"]
    list_filter = ["event"]
    search_fields = ["title", "text"]


@admin.register(HandOpening)
class HandOpeningAdmin(ReadOnly):
    list_display = ["way", "opened_at", "opened_by", "notice", "broadcast"]
    list_filter = ["way"]
    list_select_related = ["opened_by", "notice", "broadcast"]


@admin.register(PushSubscription)
class PushSubscriptionAdmin(admin.ModelAdmin):
    list_display = ["recipient", "device", "created_at"]
    search_fields = ["recipient__name", "recipient__email"]
    list_select_related = ["recipient"]
    fields = ["recipient", "device", "created_at"]
    readonly_fields = fields

    def has_add_permission(self, request):
        return False


@admin.register(ReminderProfile)
class ReminderProfileAdmin(admin.ModelAdmin):
    list_display = ["event", "kind", "tier", "days_before", "clock", "minutes_before", "is_active"]
    list_filter = ["kind", "is_active", "event"]
    search_fields = ["event__name", "event__short_name"]
    autocomplete_fields = ["event"]
    list_select_related = ["event", "tier"]
