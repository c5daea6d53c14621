from django.urls import path

from lo_portal.imports import views

app_name = "imports"

urlpatterns = [
    path("events/<slug:event>/imports/new/", views.import_upload, name="import-upload"),
    path("events/<slug:event>/imports/templates/<str:kind>/", views.import_template, name="import-template"),
    path("imports/<uuid:importbatch>/", views.import_detail, name="import-detail"),
    path("imports/<uuid:importbatch>/progress/", views.import_progress, name="import-progress"),
    path("imports/<uuid:importbatch>/columns/", views.import_columns, name="import-columns"),
    path("imports/<uuid:importbatch>/correct/", views.import_correct, name="import-correct"),
    path("imports/<uuid:importbatch>/confirm/", views.import_confirm, name="import-confirm"),
    path("imports/<uuid:importbatch>/undo/", views.import_undo, name="import-undo"),
    path("imports/<uuid:importbatch>/discard/", views.import_discard, name="import-discard"),
    path("imports/<uuid:importbatch>/problems/", views.import_problems, name="import-problems"),
]
