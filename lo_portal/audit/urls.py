from django.urls import path

from lo_portal.audit import views

app_name = "audit"

urlpatterns = [
    path("audit/", views.trail_list, name="trail-list"),
    path("audit/export/<slug:kind>/", views.trail_export, name="trail-export"),
]
