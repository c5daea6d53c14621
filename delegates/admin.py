"""Delegations for Django's admin. Restricted fields (health, passport, security, room) are not here:
they are opened one by one on the delegation's page, with a logged reason.
"""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from delegates.models import (
    Delegation,
    Gift,
    Guest,
    LanguageNeed,
    Movement,
    Need,
    Participation,
    Stay,
    Vehicle,
)


class GuestInline(admin.TabularInline):
    model = Guest
    fields = ["order", "role", "honorific", "full_name", "position", "cancelled_at"]
    extra = 0


class MovementInline(admin.TabularInline):
    model = Movement
    fields = ["kind", "carrier_code", "scheduled_at", "estimated_at", "actual_at", "vehicle"]
    autocomplete_fields = ["vehicle"]
    extra = 0


class LanguageInline(admin.TabularInline):
    model = LanguageNeed
    fields = ["order", "language", "min_level"]
    extra = 0


@admin.register(Delegation)
class DelegationAdmin(admin.ModelAdmin):
    list_display = ["code", "name", "tier", "country", "party_size", "lo_required", "event", "is_coming"]
    list_filter = ["event", "tier__code", "origin_kind", ("cancelled_at", admin.EmptyFieldListFilter)]
    list_select_related = ["tier", "event"]
    search_fields = ["code", "name", "guests__full_name", "contact_name"]
    autocomplete_fields = ["event", "tier"]
    inlines = [GuestInline, MovementInline, LanguageInline]
    fieldsets = [
        (None, {"fields": ["event", "code", "name", "origin_kind", "country", "tier", "precedence"]}),
        (_("Officers"), {"fields": ["party_size", "lo_required", "lo_sex"]}),
        (_("Contact officer of the guest"), {"fields": ["contact_name", "contact_phone", "contact_email"]}),
        (
            _("Cooperation"),
            {"fields": ["cooperation", "partner_note", "home_timezone"], "classes": ["collapse"]},
        ),
        (_("Cancellation"), {"fields": ["cancelled_at", "cancel_reason"], "classes": ["collapse"]}),
    ]

    @admin.display(boolean=True, description=_("comes"))
    def is_coming(self, delegation):
        return not delegation.is_cancelled


@admin.register(Guest)
class GuestAdmin(admin.ModelAdmin):
    list_display = ["full_name", "honorific", "position", "role", "delegation", "represents"]
    list_filter = ["role", "delegation__event", "delegation__tier__code"]
    list_select_related = ["delegation"]
    search_fields = ["full_name", "spoken_name", "delegation__name", "delegation__code"]
    autocomplete_fields = ["delegation"]
    exclude = ["passport_number", "health_note", "security_note"]


class _OfDelegationAdmin(admin.ModelAdmin):
    list_select_related = ["delegation"]
    autocomplete_fields = ["delegation"]


@admin.register(LanguageNeed)
class LanguageNeedAdmin(_OfDelegationAdmin):
    list_display = ["delegation", "language", "min_level", "order"]
    list_filter = ["language", "delegation__event"]
    search_fields = ["delegation__name", "delegation__code", "language"]


@admin.register(Need)
class NeedAdmin(_OfDelegationAdmin):
    list_display = ["text", "kind", "delegation", "guest"]
    list_filter = ["kind", "delegation__event"]
    list_select_related = ["delegation", "guest"]
    search_fields = ["text", "delegation__name", "guest__full_name"]
    autocomplete_fields = ["delegation", "guest"]


@admin.register(Vehicle)
class VehicleAdmin(admin.ModelAdmin):
    list_display = ["plate", "model", "seats", "driver_name", "driver_phone", "event"]
    list_filter = ["event", "seats"]
    list_select_related = ["event"]
    search_fields = ["plate", "driver_name", "model"]
    autocomplete_fields = ["event"]


@admin.register(Movement)
class MovementAdmin(_OfDelegationAdmin):
    list_display = ["delegation", "kind", "carrier_code", "scheduled_at", "estimated_at", "vehicle"]
    list_filter = ["kind", "delegation__event", ("cancelled_at", admin.EmptyFieldListFilter)]
    list_select_related = ["delegation", "vehicle"]
    search_fields = ["carrier_code", "delegation__name", "delegation__code"]
    autocomplete_fields = ["delegation", "vehicle", "guests"]
    date_hierarchy = "scheduled_at"
    fieldsets = [
        (None, {"fields": ["delegation", "kind", "carrier_code", "origin", "destination"]}),
        (_("Times"), {"fields": ["scheduled_at", "estimated_at", "actual_at", "cancelled_at"]}),
        (_("Reception"), {"fields": ["lounge", "pickup_point", "vehicle", "guests", "note"]}),
    ]


@admin.register(Stay)
class StayAdmin(_OfDelegationAdmin):
    list_display = ["delegation", "guest", "hotel", "room_type", "check_in_on", "check_out_on"]
    list_filter = ["hotel", "check_in_on"]
    list_select_related = ["delegation", "guest", "hotel"]
    search_fields = ["delegation__name", "guest__full_name", "hotel__name"]
    autocomplete_fields = ["delegation", "guest", "hotel"]
    exclude = ["room"]


@admin.register(Participation)
class ParticipationAdmin(_OfDelegationAdmin):
    list_display = ["delegation", "item", "excused"]
    list_filter = ["excused", "item__event"]
    list_select_related = ["delegation", "item"]
    search_fields = ["delegation__name", "item__title"]
    autocomplete_fields = ["delegation", "item"]


@admin.register(Gift)
class GiftAdmin(_OfDelegationAdmin):
    list_display = ["description", "direction", "delegation", "handed_at", "handed_by"]
    list_filter = ["direction", "delegation__event"]
    search_fields = ["description", "delegation__name", "handed_by"]
    date_hierarchy = "handed_at"
