"""Master data of events for Django's admin."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from events.models import (
    AgendaItem,
    Batch,
    Briefing,
    BriefingAction,
    BriefingMaterial,
    Event,
    Speaker,
    TierPolicy,
    Venue,
)


class TierInline(admin.TabularInline):
    model = TierPolicy
    fields = ["code", "name", "rank", "lo_count", "arrival_lead_minutes", "requires_briefing"]
    extra = 0


class VenueInline(admin.TabularInline):
    model = Venue
    fields = ["name", "kind", "address", "meeting_point"]
    extra = 0


@admin.register(Event)
class EventAdmin(admin.ModelAdmin):
    list_display = ["short_name", "kind", "stage", "starts_on", "ends_on", "place"]
    list_filter = ["stage", "kind", "starts_on"]
    search_fields = ["name", "short_name", "place"]
    date_hierarchy = "starts_on"
    prepopulated_fields = {"slug": ["short_name"]}
    readonly_fields = ["stage", "created_at", "updated_at"]
    inlines = [TierInline, VenueInline]
    fieldsets = [
        (None, {"fields": ["name", "short_name", "slug", "kind", "stage"]}),
        (_("When and where"), {"fields": ["starts_on", "ends_on", "timezone", "place", "host"]}),
        (_("For the officers"), {"fields": ["theme", "posko_phone"]}),
        (
            _("Rules of pairing and letters"),
            {
                "fields": [
                    "travel_minutes",
                    "answer_hours",
                    "incident_minutes",
                    "letters_await_answer",
                    "attendance_percent",
                    "solver_settings",
                ],
                "classes": ["collapse"],
            },
        ),
        (_("Dates"), {"fields": ["created_at", "updated_at"], "classes": ["collapse"]}),
    ]


@admin.register(TierPolicy)
class TierPolicyAdmin(admin.ModelAdmin):
    list_display = ["code", "name", "event", "rank", "lo_count", "arrival_lead_minutes", "requires_briefing"]
    list_filter = ["requires_briefing", "event"]
    list_select_related = ["event"]
    search_fields = ["code", "name"]
    autocomplete_fields = ["event"]
    fieldsets = [
        (None, {"fields": ["event", "code", "name", "rank"]}),
        (_("Officers"), {"fields": ["lo_count", "arrival_lead_minutes", "requires_briefing"]}),
        (_("Lists and service"), {"fields": ["aliases", "entitlements"]}),
    ]


@admin.register(Venue)
class VenueAdmin(admin.ModelAdmin):
    list_display = ["name", "kind", "event", "address"]
    list_filter = ["kind", "event"]
    list_select_related = ["event"]
    search_fields = ["name", "address"]
    autocomplete_fields = ["event"]


@admin.register(AgendaItem)
class AgendaItemAdmin(admin.ModelAdmin):
    list_display = ["title", "starts_at", "ends_at", "venue", "event", "for_officers", "is_standing"]
    list_filter = ["event", "for_officers", "scheduled", "tiers__code"]
    list_select_related = ["event", "venue"]
    search_fields = ["title", "host_agency", "contact_name"]
    autocomplete_fields = ["event", "venue", "tiers"]
    date_hierarchy = "starts_at"
    fieldsets = [
        (None, {"fields": ["event", "title", "starts_at", "ends_at", "meet_at", "venue"]}),
        (_("For whom"), {"fields": ["tiers", "for_officers", "scheduled"]}),
        (_("Details"), {"fields": ["dress_code", "host_agency", "contact_name", "contact_phone", "note"]}),
        (_("Cancellation"), {"fields": ["cancelled_at", "cancel_reason"], "classes": ["collapse"]}),
    ]

    @admin.display(boolean=True, description=_("takes place"))
    def is_standing(self, item):
        return not item.is_cancelled


class ActionInline(admin.TabularInline):
    model = BriefingAction
    fields = ["text", "owner_name", "due_on", "done_at"]
    extra = 0


@admin.register(Briefing)
class BriefingAdmin(admin.ModelAdmin):
    list_display = ["item", "kind", "starts_at", "event_name", "required", "lesson_hours"]
    list_filter = ["kind", "required", "item__event"]
    list_select_related = ["item__event"]
    search_fields = ["item__title", "minutes"]
    autocomplete_fields = ["item"]
    inlines = [ActionInline]

    @admin.display(description=_("starts"), ordering="item__starts_at")
    def starts_at(self, briefing):
        return briefing.item.starts_at

    @admin.display(description=_("event"), ordering="item__event__short_name")
    def event_name(self, briefing):
        return briefing.item.event


@admin.register(BriefingAction)
class BriefingActionAdmin(admin.ModelAdmin):
    list_display = ["text", "owner_name", "due_on", "done_at", "briefing"]
    list_filter = ["due_on", ("done_at", admin.EmptyFieldListFilter)]
    list_select_related = ["briefing__item"]
    search_fields = ["text", "owner_name", "briefing__item__title"]
    autocomplete_fields = ["briefing"]


@admin.register(BriefingMaterial)
class BriefingMaterialAdmin(admin.ModelAdmin):
    """Files come in by their own page, which looks into them."""

    list_display = ["title", "briefing", "kind", "size", "created_at"]
    list_filter = ["kind"]
    list_select_related = ["briefing__item"]
    search_fields = ["title", "briefing__item__title"]
    readonly_fields = ["briefing", "file", "kind", "size"]

    def has_add_permission(self, request):
        return False


@admin.register(Batch)
class BatchAdmin(admin.ModelAdmin):
    list_display = ["name", "event", "quota", "starts_on", "ends_on"]
    list_filter = ["event"]
    list_select_related = ["event"]
    search_fields = ["name", "audience"]
    autocomplete_fields = ["event"]


@admin.register(Speaker)
class SpeakerAdmin(admin.ModelAdmin):
    list_display = ["name", "institution", "event"]
    list_filter = ["event"]
    list_select_related = ["event"]
    search_fields = ["name", "institution"]
    autocomplete_fields = ["event", "sessions"]
