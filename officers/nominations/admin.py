"""Nominations for Django's admin. Secrets of links are not kept, so none can be shown."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from officers.nominations.models import AgencyMail, Nomination, Nominee


class _Nominees(admin.TabularInline):
    model = Nominee
    fields = ["name", "decision", "officer", "reason"]
    readonly_fields = fields
    extra = 0
    can_delete = False

    def has_add_permission(self, request, obj=None):
        return False


@admin.register(Nomination)
class NominationAdmin(admin.ModelAdmin):
    list_display = ["agency", "event", "quota", "due_at", "state", "submitted_at"]
    list_filter = ["state", "event"]
    list_select_related = ["agency", "event"]
    search_fields = ["agency__name"]
    autocomplete_fields = ["agency", "event"]
    readonly_fields = ["opened_at", "submitted_at", "closed_at"]
    date_hierarchy = "due_at"
    inlines = [_Nominees]


@admin.register(Nominee)
class NomineeAdmin(admin.ModelAdmin):
    list_display = ["name", "agency", "decision", "decided_at", "decided_by"]
    list_filter = ["decision", "nomination__event"]
    list_select_related = ["nomination__agency", "decided_by"]
    search_fields = ["name", "nomination__agency__name"]
    autocomplete_fields = ["officer", "nomination", "decided_by"]

    @admin.display(description=_("agency"), ordering="nomination__agency__name")
    def agency(self, nominee):
        return nominee.nomination.agency


@admin.register(AgencyMail)
class AgencyMailAdmin(admin.ModelAdmin):
    list_display = ["nomination", "kind", "state", "due_at", "sent_at", "address", "error"]
    list_filter = ["state", "kind"]
    list_select_related = ["nomination__agency", "nomination__event"]
    search_fields = ["nomination__agency__name", "address"]
    date_hierarchy = "due_at"

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False
