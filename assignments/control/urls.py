from django.urls import path

from assignments.control import views

app_name = "control"

urlpatterns = [
    path("", views.home, name="home"),
    path("staff/", views.staff_home, name="staff-home"),
    path("events/<slug:event>/", views.control_room, name="control-room"),
    path("events/<slug:event>/readiness/", views.readiness_board, name="readiness"),
    path("events/<slug:event>/downloads/", views.downloads, name="downloads"),
    path("events/<slug:event>/trail/", views.group_trail, name="group-trail"),
    path("events/<slug:event>/search/", views.event_search, name="event-search"),
]
