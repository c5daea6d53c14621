from django.contrib import admin

from assignments.closing.models import Closure


@admin.register(Closure)
class ClosureAdmin(admin.ModelAdmin):
    list_display = ["event", "closed_at", "closed_by", "reopened_at"]
    list_filter = ["event"]
    search_fields = ["event__name"]
    readonly_fields = [field.name for field in Closure._meta.fields if field.name != "lessons"]

    def has_add_permission(self, request):
        return False
