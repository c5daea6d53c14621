from django.contrib import admin

from assignments.nominating.models import RequestLetter


@admin.register(RequestLetter)
class RequestLetterAdmin(admin.ModelAdmin):
    list_display = ["nomination", "letter"]
    list_select_related = ["nomination__agency", "nomination__event", "letter__entry"]
    search_fields = ["nomination__agency__name", "letter__subject"]
    autocomplete_fields = ["nomination", "letter"]
