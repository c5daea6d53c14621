from django.urls import path

from lo_portal.privacy import views

app_name = "privacy"

urlpatterns = [
    path("privacy/", views.notice, name="notice"),
    path("privacy/desk/", views.home, name="home"),
    path("privacy/retention/", views.retention, name="retention"),
    path("privacy/people/<slug:kind>/<uuid:key>/", views.person_detail, name="person-detail"),
    path("privacy/people/<slug:kind>/<uuid:key>/copy/", views.person_copy, name="person-copy"),
    path("privacy/people/<slug:kind>/<uuid:key>/access/", views.person_access, name="person-access"),
    path("privacy/people/<slug:kind>/<uuid:key>/erase/", views.person_erase, name="person-erase"),
    path("privacy/breaches/", views.breach_list, name="breach-list"),
    path("privacy/breaches/<uuid:breach>/", views.breach_detail, name="breach-detail"),
]
