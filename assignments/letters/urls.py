from django.urls import path

from assignments.letters import public, views

app_name = "letters"

urlpatterns = [
    path("events/<slug:event>/letters/", views.letter_list, name="letter-list"),
    path("events/<slug:event>/letters/issue/", views.letters_issue, name="letters-issue"),
    path("letters/mine/", views.my_letters, name="my-letters"),
    path("letters/register/", views.register_list, name="register-list"),
    path("letters/register/<uuid:registerentry>/void/", views.number_void, name="number-void"),
    path("letters/rows/<uuid:letterrow>/receive/", views.letter_receive, name="letter-receive"),
    path("letters/<uuid:letter>/", views.letter_detail, name="letter-detail"),
    path("letters/<uuid:letter>/file/", views.letter_file, name="letter-file"),
    path("letters/<uuid:letter>/pages/<int:page>/", views.letter_page, name="letter-page"),
    path("letters/<uuid:letter>/retry/", views.letter_retry, name="letter-retry"),
    path("letters/<uuid:letter>/revoke/", views.letter_revoke, name="letter-revoke"),
    path("V/<str:token>", public.verify, name="verify"),
]
