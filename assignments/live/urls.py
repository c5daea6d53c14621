from django.urls import path

from assignments.live import cluster, flights, replacements, views

app_name = "live"

urlpatterns = [
    path("duty/cluster/", cluster.coordinator, name="coordinator"),
    path("events/<slug:event>/cluster/tell/", cluster.cluster_tell, name="cluster-tell"),
    path("events/<slug:event>/live/", views.live_board, name="live-board"),
    path("assignments/<uuid:assignment>/replacement/", replacements.replacement, name="replacement"),
    path(
        "assignments/<uuid:assignment>/replaced/", replacements.replacement_detail, name="replacement-detail"
    ),
    path("movements/<uuid:movement>/delay/", flights.flight_delay, name="flight-delay"),
    path("events/<slug:event>/live/wall/", views.live_wall, name="live-wall"),
]
