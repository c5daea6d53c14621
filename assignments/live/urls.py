from django.urls import path

from assignments.live import views

app_name = "live"

urlpatterns = [
    path("events/<slug:event>/live/", views.live_board, name="live-board"),
    path("events/<slug:event>/live/wall/", views.live_wall, name="live-wall"),
]
