from django.contrib import admin

from assignments.letters.models import Letter, LetterProfile, LetterRow, LetterStep, Register, RegisterEntry


@admin.register(LetterProfile)
class LetterProfileAdmin(admin.ModelAdmin):
    list_display = ["name", "valid_from", "paper_size", "number_pattern", "signatory_name", "signing_method"]
    search_fields = ["name", "signatory_name"]


@admin.register(Register)
class RegisterAdmin(admin.ModelAdmin):
    list_display = ["unit_code", "year", "last_sequence"]
    readonly_fields = ["last_sequence"]


@admin.register(RegisterEntry)
class RegisterEntryAdmin(admin.ModelAdmin):
    list_display = ["number", "register", "dated_on", "subject", "voided_at"]
    list_filter = ["register"]
    search_fields = ["number", "subject"]
    list_select_related = ["register"]

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False


class LetterRowInline(admin.TabularInline):
    model = LetterRow
    fields = ["order", "officer", "opened_at", "received_at"]
    readonly_fields = fields
    extra = 0
    can_delete = False


class LetterStepInline(admin.TabularInline):
    model = LetterStep
    fields = ["order", "kind", "name", "done_at", "returned_at", "note"]
    readonly_fields = fields
    extra = 0
    can_delete = False


@admin.register(Letter)
class LetterAdmin(admin.ModelAdmin):
    """Letters are looked at here, never changed: their life runs through the portal's pages."""

    list_display = ["__str__", "event", "kind", "state", "dated_on", "in_force_at"]
    list_filter = ["state", "kind", "event"]
    search_fields = ["entry__number", "subject", "rows__officer__name"]
    list_select_related = ["entry", "event"]
    inlines = [LetterRowInline, LetterStepInline]

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False
