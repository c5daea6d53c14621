from django.urls import path

from delegates import views
from delegates.views import guests, journeys, taking

app_name = "delegates"

urlpatterns = [
    path("events/<slug:event>/delegations/", views.delegation_list, name="delegation-list"),
    path("events/<slug:event>/delegations/new/", views.delegation_create, name="delegation-create"),
    path(
        "events/<slug:event>/delegations/export/<str:kind>/",
        taking.delegation_export,
        name="delegation-export",
    ),
    path("events/<slug:event>/guests/export/<str:kind>/", taking.guest_export, name="guest-export"),
    path("events/<slug:event>/rooms/export/<str:kind>/", taking.rooming_export, name="rooming-export"),
    path("events/<slug:event>/vehicles/export/<str:kind>/", taking.vehicle_export, name="vehicle-export"),
    path("events/<slug:event>/flights/export/<str:kind>/", taking.manifest_export, name="manifest-export"),
    path("delegations/<uuid:delegation>/", views.delegation_detail, name="delegation-detail"),
    path("delegations/<uuid:delegation>/edit/", views.delegation_change, name="delegation-change"),
    path("delegations/<uuid:delegation>/cancel/", views.delegation_cancel, name="delegation-cancel"),
    path(
        "delegations/<uuid:delegation>/participation/",
        views.participation_set,
        name="participation-set",
    ),
    path("delegations/<uuid:delegation>/guests/new/", guests.guest_add, name="guest-add"),
    path("guests/<uuid:guest>/edit/", guests.guest_change, name="guest-change"),
    path("guests/<uuid:guest>/replace/", guests.guest_replace, name="guest-replace"),
    path("guests/<uuid:guest>/cancel/", guests.guest_cancel, name="guest-cancel"),
    path("guests/<uuid:guest>/restricted/", guests.guest_restricted, name="guest-restricted"),
    path("delegations/<uuid:delegation>/needs/new/", guests.need_add, name="need-add"),
    path("needs/<uuid:need>/remove/", guests.need_remove, name="need-remove"),
    path("delegations/<uuid:delegation>/movements/new/", journeys.movement_add, name="movement-add"),
    path("movements/<uuid:movement>/edit/", journeys.movement_change, name="movement-change"),
    path("movements/<uuid:movement>/cancel/", journeys.movement_cancel, name="movement-cancel"),
    path("delegations/<uuid:delegation>/stays/new/", journeys.stay_add, name="stay-add"),
    path("stays/<uuid:stay>/edit/", journeys.stay_change, name="stay-change"),
    path("stays/<uuid:stay>/remove/", journeys.stay_remove, name="stay-remove"),
    path("stays/<uuid:stay>/restricted/", guests.stay_restricted, name="stay-restricted"),
    path("delegations/<uuid:delegation>/gifts/new/", journeys.gift_record, name="gift-record"),
    path("gifts/<uuid:gift>/remove/", journeys.gift_remove, name="gift-remove"),
    path("events/<slug:event>/vehicles/", journeys.vehicle_list, name="vehicle-list"),
    path("events/<slug:event>/vehicles/new/", journeys.vehicle_add, name="vehicle-add"),
    path("vehicles/<uuid:vehicle>/edit/", journeys.vehicle_change, name="vehicle-change"),
    path("vehicles/<uuid:vehicle>/remove/", journeys.vehicle_remove, name="vehicle-remove"),
]
