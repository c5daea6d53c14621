from django.urls import path

from assignments.views import board, cells, load, pairs, suggestions, tuning

app_name = "assignments"

urlpatterns = [
    path("events/<slug:event>/board/", board.board, name="board"),
    path("events/<slug:event>/board/place/", board.officer_place, name="officer-place"),
    path("events/<slug:event>/board/backup/", board.backup_place, name="backup-place"),
    path("events/<slug:event>/board/move/", suggestions.officers_move, name="officers-move"),
    path("events/<slug:event>/board/refit/", board.periods_refit, name="periods-refit"),
    path("events/<slug:event>/board/why/", pairs.pair_detail, name="pair-detail"),
    path("events/<slug:event>/board/settings/", tuning.pairing_tune, name="pairing-tune"),
    path("events/<slug:event>/board/suggest/", suggestions.suggestion_request, name="suggestion-request"),
    path("events/<slug:event>/load/", load.load_list, name="load-list"),
    path("events/<slug:event>/load/export/<str:kind>/", load.load_export, name="load-export"),
    path("events/<slug:event>/pairs/export/<str:kind>/", load.pair_export, name="pair-export"),
    path("events/<slug:event>/contacts/export/<str:kind>/", load.contact_export, name="contact-export"),
    path("events/<slug:event>/coverage/", cells.coverage_cells, name="coverage-cells"),
    path("events/<slug:event>/duties/", cells.duty_cells, name="duty-cells"),
    path("delegations/<uuid:delegation>/seats/", cells.delegation_seats, name="delegation-seats"),
    path("officers/<uuid:officer>/history/", cells.officer_history, name="officer-history"),
    path("suggestions/<uuid:suggestion>/apply/", suggestions.suggestion_apply, name="suggestion-apply"),
    path("suggestions/<uuid:suggestion>/undo/", suggestions.suggestion_undo, name="suggestion-undo"),
    path("assignments/<uuid:assignment>/release/", board.assignment_release, name="assignment-release"),
    path("assignments/<uuid:assignment>/undo/", board.assignment_undo, name="assignment-undo"),
    path("assignments/<uuid:assignment>/lock/", board.assignment_lock, name="assignment-lock"),
    path(
        "delegations/<uuid:delegation>/languages/<str:language>/<str:level>/",
        pairs.language_level_set,
        name="language-level-set",
    ),
    path("delegations/<uuid:delegation>/sex-request/lift/", pairs.sex_request_lift, name="sex-request-lift"),
]
