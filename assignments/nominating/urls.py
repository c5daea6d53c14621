from django.urls import path

from assignments.nominating import views

app_name = "nominating"

urlpatterns = [
    path("events/<slug:event>/nominations/request/", views.nomination_request, name="nomination-request"),
    path("nominations/<uuid:nomination>/letter/", views.request_letter, name="request-letter"),
    path("nominations/<uuid:nomination>/letter/skip/", views.letter_skip, name="letter-skip"),
]
