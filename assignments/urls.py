from django.urls import path

from assignments.views import board, suggestions

app_name = "assignments"

urlpatterns = [
    path("events/<slug:event>/board/", board.board, name="board"),
    path("events/<slug:event>/board/place/", board.officer_place, name="officer-place"),
    path("events/<slug:event>/board/suggest/", suggestions.suggestion_request, name="suggestion-request"),
    path("suggestions/<uuid:suggestion>/apply/", suggestions.suggestion_apply, name="suggestion-apply"),
    path("suggestions/<uuid:suggestion>/undo/", suggestions.suggestion_undo, name="suggestion-undo"),
    path("assignments/<uuid:assignment>/release/", board.assignment_release, name="assignment-release"),
    path("assignments/<uuid:assignment>/undo/", board.assignment_undo, name="assignment-undo"),
    path("assignments/<uuid:assignment>/lock/", board.assignment_lock, name="assignment-lock"),
]
