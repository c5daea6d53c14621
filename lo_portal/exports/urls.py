from django.urls import path

from lo_portal.exports import views

app_name = "exports"

urlpatterns = [
    path("exports/<uuid:export>/", views.export_detail, name="export-detail"),
    path("exports/<uuid:export>/file/", views.export_download, name="export-download"),
]
