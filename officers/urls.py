from django.urls import path

from officers import views
from officers.views import agencies, briefings, checkin, courses, merging, own, profiles, rosters

app_name = "officers"

urlpatterns = [
    path("events/<slug:event>/officers/", views.officer_list, name="officer-list"),
    path("events/<slug:event>/officers/export/<str:kind>/", views.officer_export, name="officer-export"),
    path("events/<slug:event>/officers/enrol/", rosters.officer_enrol, name="officer-enrol"),
    path("roster/<uuid:rosterentry>/edit/", rosters.roster_entry_change, name="roster-entry-change"),
    path("roster/<uuid:rosterentry>/withdraw/", rosters.roster_entry_withdraw, name="roster-entry-withdraw"),
    path("officers/", views.officer_index, name="officer-index"),
    path("officers/me/", own.own_profile, name="own-profile"),
    path("officers/me/training/", own.own_training, name="own-training"),
    path("officers/me/access/", own.own_access, name="own-access"),
    path("officers/me/contact/", own.own_contact, name="own-contact"),
    path("officers/me/languages/", own.own_languages, name="own-languages"),
    path("officers/me/skills/", own.own_ratings, name="own-ratings"),
    path("officers/me/photo/", own.own_photo, name="own-photo"),
    path("officers/me/photo/remove/", own.own_photo_remove, name="own-photo-remove"),
    path("officers/me/leave/", own.own_leave, name="own-leave"),
    path("officers/me/leave/<uuid:leave>/remove/", own.own_leave_remove, name="own-leave-remove"),
    path("officers/duplicates/", merging.officer_duplicates, name="officer-duplicates"),
    path("officers/new/", views.officer_create, name="officer-create"),
    path("officers/<uuid:officer>/", views.officer_detail, name="officer-detail"),
    path("officers/<uuid:officer>/edit/", views.officer_change, name="officer-change"),
    path("officers/<uuid:officer>/merge/", merging.merge_choose, name="merge-choose"),
    path("officers/<uuid:officer>/merge/<uuid:other>/", merging.officer_merge, name="officer-merge"),
    path("officers/<uuid:officer>/withdraw/", views.officer_withdraw, name="officer-withdraw"),
    path("officers/<uuid:officer>/identity/", views.officer_identity, name="officer-identity"),
    path("officers/<uuid:officer>/photo/", profiles.officer_photo, name="officer-photo"),
    path("officers/<uuid:officer>/photo/change/", profiles.photo_change, name="photo-change"),
    path("officers/<uuid:officer>/photo/remove/", profiles.photo_remove, name="photo-remove"),
    path("officers/<uuid:officer>/languages/", profiles.languages_set, name="languages-set"),
    path("officers/<uuid:officer>/ratings/", profiles.officer_rate, name="officer-rate"),
    path("officers/<uuid:officer>/trainings/new/", profiles.training_add, name="training-add"),
    path("trainings/<uuid:training>/remove/", profiles.training_remove, name="training-remove"),
    path("officers/<uuid:officer>/leaves/new/", profiles.leave_add, name="leave-add"),
    path("leaves/<uuid:leave>/remove/", profiles.leave_remove, name="leave-remove"),
    path("agencies/", agencies.agency_list, name="agency-list"),
    path("agencies/new/", agencies.agency_create, name="agency-create"),
    path("agencies/<uuid:agency>/edit/", agencies.agency_change, name="agency-change"),
    path("events/<slug:event>/briefings/", briefings.briefing_list, name="briefing-list"),
    path(
        "events/<slug:event>/briefings/export/<str:kind>/", briefings.briefing_export, name="briefing-export"
    ),
    path("events/<slug:event>/training/", courses.learning_detail, name="learning-detail"),
    path("events/<slug:event>/training/participants/", courses.participations_set, name="learning-places"),
    path("events/<slug:event>/training/export/<str:kind>/", courses.learning_export, name="learning-export"),
    path("briefings/<uuid:briefing>/", briefings.briefing_detail, name="briefing-detail"),
    path("briefings/<uuid:briefing>/screen/", checkin.check_in_screen, name="check-in-screen"),
    path("briefings/<uuid:briefing>/check-in/<slug:code>/", checkin.check_in, name="check-in"),
    path("briefings/<uuid:briefing>/attendance/", briefings.attendance_mark, name="attendance-mark"),
    path("briefings/<uuid:briefing>/attendance/undo/", briefings.attendance_unmark, name="attendance-unmark"),
    path(
        "briefings/<uuid:briefing>/export/<str:kind>/", briefings.attendance_export, name="attendance-export"
    ),
]
