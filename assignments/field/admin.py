from django.contrib import admin

from assignments.field.models import Incident, IncidentStep, StatusReport


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
