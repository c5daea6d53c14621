"""What was published, to look up; nothing of it is edited by hand."""

from django.contrib import admin

from assignments.duty.models import CalendarFeed, DutySheet, Publication


class ReadOnlyAdmin(admin.ModelAdmin):
    """Published papers are facts: they can be read here, not changed."""

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False


@admin.register(Publication)
class PublicationAdmin(ReadOnlyAdmin):
    list_display = ["__str__", "event", "version", "published_at", "published_by", "row_key"]
    list_filter = ["event"]
    list_select_related = ["event", "published_by"]
    date_hierarchy = "published_at"


@admin.register(DutySheet)
class DutySheetAdmin(ReadOnlyAdmin):
    """Times and versions only: guests' names stay with those on duty."""

    list_display = ["officer", "event", "version", "published_at", "read_at"]
    list_filter = ["event", ("read_at", admin.EmptyFieldListFilter)]
    list_select_related = ["officer", "event"]
    search_fields = ["officer__name"]
    fields = ["officer", "event", "version", "published_at", "read_at"]


@admin.register(CalendarFeed)
class CalendarFeedAdmin(ReadOnlyAdmin):
    list_display = ["officer", "reset_at", "created_at"]
    list_select_related = ["officer"]
    search_fields = ["officer__name"]
    fields = ["officer", "reset_at", "created_at"]
