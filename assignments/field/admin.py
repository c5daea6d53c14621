from django.contrib import admin

from assignments.field.models import (
    Acknowledgement,
    ChecklistTick,
    FieldGuide,
    FinalReport,
    HandoverNote,
    Incident,
    IncidentStep,
    StatusReport,
)


@admin.register(StatusReport)
class StatusReportAdmin(admin.ModelAdmin):
    list_display = ["delegation", "phase", "officer", "tapped_at", "received_at", "withdrawn_at"]
    list_filter = ["event", "phase"]
    list_select_related = ["delegation", "officer__agency"]
    search_fields = ["delegation__code", "delegation__name", "officer__name"]
    autocomplete_fields = ["event", "delegation", "officer"]
    date_hierarchy = "tapped_at"

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False


class IncidentStepInline(admin.TabularInline):
    model = IncidentStep
    extra = 0
    readonly_fields = ["at", "by", "state", "note"]

    def has_add_permission(self, request, obj=None):
        return False


@admin.register(Incident)
class IncidentAdmin(admin.ModelAdmin):
    list_display = ["__str__", "severity", "state", "owner", "happened_at", "acknowledged_at", "resolved_at"]
    list_filter = ["event", "state", "kind", "severity"]
    list_select_related = ["delegation", "event", "owner"]
    search_fields = ["delegation__code", "delegation__name", "place"]
    readonly_fields = ["state", "acknowledged_at", "raised_at", "resolved_at", "reported_by"]
    exclude = ["description", "photo"]
    autocomplete_fields = ["event", "delegation", "owner"]
    inlines = [IncidentStepInline]


@admin.register(FieldGuide)
class FieldGuideAdmin(admin.ModelAdmin):
    """The row without an event is the bureau's own guide, for every event that has none."""

    list_display = ["__str__", "updated_at"]
    list_select_related = ["event"]
    autocomplete_fields = ["event"]
    readonly_fields = ["updated_at"]


class KeptAdmin(admin.ModelAdmin):
    """What officers did and wrote: to look up, not to edit."""

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False


@admin.register(ChecklistTick)
class ChecklistTickAdmin(KeptAdmin):
    list_display = ["delegation", "phase", "point", "ticked_at", "ticked_by"]
    list_filter = ["delegation__event", "phase"]
    list_select_related = ["delegation", "ticked_by"]
    search_fields = ["delegation__code", "point"]
    date_hierarchy = "ticked_at"


@admin.register(Acknowledgement)
class AcknowledgementAdmin(KeptAdmin):
    list_display = ["officer", "event", "acknowledged_at"]
    list_filter = ["event"]
    list_select_related = ["officer", "event"]
    search_fields = ["officer__name"]


@admin.register(HandoverNote)
class HandoverNoteAdmin(KeptAdmin):
    """Without the words: they may be about somebody's health."""

    list_display = ["delegation", "author", "written_at", "read_at", "read_by"]
    list_filter = ["delegation__event", ("read_at", admin.EmptyFieldListFilter)]
    list_select_related = ["delegation", "author", "read_by"]
    search_fields = ["delegation__code", "author__name"]
    fields = ["delegation", "author", "written_at", "read_at", "read_by"]


@admin.register(FinalReport)
class FinalReportAdmin(KeptAdmin):
    list_display = ["delegation", "officer", "state", "submitted_at", "judged_at", "judged_by"]
    list_filter = ["delegation__event", "state"]
    list_select_related = ["delegation", "officer", "judged_by"]
    search_fields = ["delegation__code", "officer__name"]
