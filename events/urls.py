from django.urls import path

from events import views
from events.views import agenda, briefings, places, training

app_name = "events"

urlpatterns = [
    path("events/", views.event_list, name="event-list"),
    path("events/new/", views.event_create, name="event-create"),
    path("events/<slug:event>/settings/", views.event_detail, name="event-detail"),
    path("events/<slug:event>/edit/", views.event_change, name="event-change"),
    path("events/<slug:event>/move/", views.event_move, name="event-move"),
    path("events/<slug:event>/clone/", views.event_clone, name="event-clone"),
    path("events/<slug:event>/tiers/new/", places.tier_create, name="tier-create"),
    path("tiers/<uuid:tierpolicy>/edit/", places.tier_change, name="tier-change"),
    path("tiers/<uuid:tierpolicy>/remove/", places.tier_remove, name="tier-remove"),
    path("events/<slug:event>/venues/new/", places.venue_create, name="venue-create"),
    path("venues/<uuid:venue>/edit/", places.venue_change, name="venue-change"),
    path("venues/<uuid:venue>/remove/", places.venue_remove, name="venue-remove"),
    path("events/<slug:event>/batches/new/", training.batch_create, name="batch-create"),
    path("batches/<uuid:batch>/edit/", training.batch_change, name="batch-change"),
    path("batches/<uuid:batch>/remove/", training.batch_remove, name="batch-remove"),
    path("events/<slug:event>/speakers/new/", training.speaker_create, name="speaker-create"),
    path("speakers/<uuid:speaker>/edit/", training.speaker_change, name="speaker-change"),
    path("speakers/<uuid:speaker>/remove/", training.speaker_remove, name="speaker-remove"),
    path("events/<slug:event>/agenda/", agenda.agenda_list, name="agenda-list"),
    path("events/<slug:event>/agenda/new/", agenda.item_create, name="item-create"),
    path("events/<slug:event>/agenda/export/<str:kind>/", agenda.agenda_export, name="agenda-export"),
    path("agenda/<uuid:agendaitem>/edit/", agenda.item_change, name="item-change"),
    path("agenda/<uuid:agendaitem>/cancel/", agenda.item_cancel, name="item-cancel"),
    path("events/<slug:event>/briefings/new/", briefings.briefing_create, name="briefing-create"),
    path("briefings/<uuid:briefing>/edit/", briefings.briefing_change, name="briefing-change"),
    path("briefings/<uuid:briefing>/minutes/", briefings.minutes_record, name="minutes-record"),
    path("briefings/<uuid:briefing>/actions/new/", briefings.action_add, name="action-add"),
    path("actions/<uuid:briefingaction>/finish/", briefings.action_finish, name="action-finish"),
    path("actions/<uuid:briefingaction>/reopen/", briefings.action_reopen, name="action-reopen"),
    path("briefings/<uuid:briefing>/materials/new/", briefings.material_add, name="material-add"),
    path("materials/<uuid:briefingmaterial>/", briefings.material_file, name="material-file"),
    path("materials/<uuid:briefingmaterial>/remove/", briefings.material_remove, name="material-remove"),
    path("duty/briefings/", briefings.briefing_reader, name="briefing-reader"),
]
