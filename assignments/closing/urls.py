from django.urls import path

from assignments.closing import views

app_name = "closing"

urlpatterns = [
    path("events/<slug:event>/closing/", views.closing, name="closing"),
    path("events/<slug:event>/closing/close/", views.event_close, name="event-close"),
    path("events/<slug:event>/closing/reopen/", views.event_reopen, name="event-reopen"),
    path("events/<slug:event>/closing/recap/<str:kind>/", views.recap_export, name="recap-export"),
    path("events/<slug:event>/closing/reports/<str:kind>/", views.report_export, name="report-export"),
]
