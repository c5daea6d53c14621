"""Who serves whom, for Django's admin. States move on the board, where their rules hold, not here."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from assignments.models import AcceptedWarning, Assignment, Suggestion


class WarningInline(admin.TabularInline):
    model = AcceptedWarning
    fields = ["sentence", "reason", "accepted_by", "accepted_at"]
    readonly_fields = fields
    extra = 0

    def has_add_permission(self, request, obj=None):
        return False


@admin.register(Assignment)
class AssignmentAdmin(admin.ModelAdmin):
    list_display = ["code", "delegation", "officer", "kind", "state", "locked", "answered_at"]
    list_filter = ["state", "kind", "locked", "delegation__event", "delegation__tier__code"]
    list_select_related = ["delegation", "officer"]
    search_fields = ["officer__name", "delegation__name", "delegation__code"]
    autocomplete_fields = ["delegation", "officer", "replaces"]
    readonly_fields = ["state", "offered_at", "answered_at", "released_at", "score"]
    inlines = [WarningInline]
    fieldsets = [
        (None, {"fields": ["delegation", "slot", "officer", "kind", "period", "locked"]}),
        (_("State"), {"fields": ["state", "offered_at", "answered_at", "decline_reason"]}),
        (_("Release"), {"fields": ["released_at", "release_reason", "replaces"], "classes": ["collapse"]}),
        (_("Reasons"), {"fields": ["score"], "classes": ["collapse"]}),
    ]

    @admin.display(description=_("code"), ordering="delegation__code")
    def code(self, assignment):
        return assignment.code


@admin.register(AcceptedWarning)
class AcceptedWarningAdmin(admin.ModelAdmin):
    list_display = ["sentence", "assignment", "reason", "accepted_by", "accepted_at"]
    list_filter = ["code", "accepted_at"]
    list_select_related = ["assignment__delegation", "assignment__officer", "accepted_by"]
    search_fields = ["sentence", "reason", "assignment__officer__name"]
    autocomplete_fields = ["assignment", "accepted_by"]
    date_hierarchy = "accepted_at"


@admin.register(Suggestion)
class SuggestionAdmin(admin.ModelAdmin):
    """Plans of the solver: for reading only, they are applied on the board."""

    list_display = ["event", "computed_at", "computed_by", "applied_at", "undone_at"]
    list_filter = ["event", ("applied_at", admin.EmptyFieldListFilter)]
    list_select_related = ["event", "computed_by"]
    search_fields = ["event__short_name", "computed_by__name"]
    date_hierarchy = "computed_at"

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False
