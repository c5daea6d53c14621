from django.urls import path

from lo_portal.exports import views

app_name = "exports"

urlpatterns = [
    path("exports/requests/", views.request_list, name="request-list"),
    path("exports/<uuid:export>/", views.export_detail, name="export-detail"),
    path("exports/<uuid:export>/file/", views.export_download, name="export-download"),
    path("exports/<uuid:export>/release/", views.export_release, name="export-release"),
    path("exports/<uuid:export>/refuse/", views.export_refuse, name="export-refuse"),
]
