"""Agencies, officers and rosters for Django's admin.

The service number can be searched and edited but stands in no list.
"""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from officers.models import (
    Agency,
    Attendance,
    CompetencyRating,
    Leave,
    Officer,
    OfficerLanguage,
    Participation,
    RosterEntry,
    Training,
)


@admin.register(Agency)
class AgencyAdmin(admin.ModelAdmin):
    list_display = ["name", "short_name", "contact_name", "contact_phone", "contact_email", "is_active"]
    list_filter = ["is_active"]
    search_fields = ["name", "short_name", "contact_name"]
    fieldsets = [
        (None, {"fields": ["name", "short_name", "is_active"]}),
        (_("Contact"), {"fields": ["contact_name", "contact_phone", "contact_email"]}),
    ]


class LanguageInline(admin.TabularInline):
    model = OfficerLanguage
    extra = 0


class RatingInline(admin.TabularInline):
    model = CompetencyRating
    extra = 0
    max_num = 7


class TrainingInline(admin.TabularInline):
    model = Training
    fields = ["kind", "title", "batch", "lesson_hours", "held_on", "certificate_number"]
    extra = 0


class LeaveInline(admin.TabularInline):
    model = Leave
    extra = 0


@admin.register(Officer)
class OfficerAdmin(admin.ModelAdmin):
    list_display = ["printed_name", "agency", "printed_rank", "phone", "email", "is_serving"]
    list_filter = ["identity_kind", "sex", ("withdrawn_at", admin.EmptyFieldListFilter), "agency"]
    list_select_related = ["agency"]
    search_fields = ["name", "nip", "email", "phone", "agency__name"]
    autocomplete_fields = ["agency", "user"]
    inlines = [LanguageInline, RatingInline, TrainingInline, LeaveInline]
    fieldsets = [
        (None, {"fields": ["front_title", "name", "back_title", "sex"]}),
        (
            _("Service"),
            {"fields": ["agency", "position", "identity_kind", "nip", "golongan", "service_rank"]},
        ),
        (_("Contact"), {"fields": ["phone", "office_phone", "email", "user"]}),
        (_("In this portal"), {"fields": ["prior_events", "withdrawn_at"]}),
    ]

    @admin.display(description=_("name"), ordering="name")
    def printed_name(self, officer):
        return officer.printed_name

    @admin.display(description=_("rank"), ordering="golongan")
    def printed_rank(self, officer):
        return officer.printed_rank

    @admin.display(boolean=True, description=_("serves"))
    def is_serving(self, officer):
        return officer.withdrawn_at is None


class _OfOfficerAdmin(admin.ModelAdmin):
    list_select_related = ["officer"]
    autocomplete_fields = ["officer"]


@admin.register(OfficerLanguage)
class OfficerLanguageAdmin(_OfOfficerAdmin):
    list_display = ["officer", "language", "level"]
    list_filter = ["language", "level"]
    search_fields = ["officer__name", "language"]


@admin.register(CompetencyRating)
class CompetencyRatingAdmin(_OfOfficerAdmin):
    list_display = ["officer", "competency", "self_rating", "coordinator_rating"]
    list_filter = ["competency", "coordinator_rating"]
    search_fields = ["officer__name"]


@admin.register(Training)
class TrainingAdmin(_OfOfficerAdmin):
    list_display = ["officer", "title", "kind", "batch", "lesson_hours", "held_on"]
    list_filter = ["kind", "held_on", "batch"]
    search_fields = ["officer__name", "title", "certificate_number"]


@admin.register(Leave)
class LeaveAdmin(_OfOfficerAdmin):
    list_display = ["officer", "starts_on", "ends_on", "reason"]
    list_filter = ["starts_on"]
    search_fields = ["officer__name", "reason"]
    date_hierarchy = "starts_on"


@admin.register(RosterEntry)
class RosterEntryAdmin(admin.ModelAdmin):
    list_display = ["officer", "event", "role", "cluster", "briefed", "is_standing"]
    list_filter = ["role", "briefed", ("withdrawn_at", admin.EmptyFieldListFilter), "event"]
    list_select_related = ["officer", "event"]
    search_fields = ["officer__name", "cluster"]
    autocomplete_fields = ["officer", "event", "tiers"]

    @admin.display(boolean=True, description=_("serves"))
    def is_standing(self, entry):
        return entry.withdrawn_at is None


@admin.register(Attendance)
class AttendanceAdmin(admin.ModelAdmin):
    list_display = ["officer", "briefing", "marked_at", "method", "marked_by"]
    list_filter = ["method", "briefing__item__event"]
    list_select_related = ["officer", "briefing__item", "marked_by"]
    search_fields = ["officer__name", "briefing__item__title"]
    autocomplete_fields = ["officer", "briefing", "marked_by"]
    date_hierarchy = "marked_at"


@admin.register(Participation)
class ParticipationAdmin(admin.ModelAdmin):
    list_display = ["entry", "batch", "pre_score", "post_score"]
    list_filter = ["batch__event", "batch"]
    list_select_related = ["entry__officer", "batch"]
    search_fields = ["entry__officer__name"]
    autocomplete_fields = ["entry", "batch"]
