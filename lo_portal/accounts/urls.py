from django.urls import path

from lo_portal.accounts import views

app_name = "accounts"

urlpatterns = [
    path("profile/", views.profile, name="profile"),
    path("theme/", views.theme, name="theme"),
    path("link/<str:secret>/", views.link_use, name="link-use"),
    path("mail/", views.development_mail, name="development-mail"),
    path("mail/<str:name>/", views.development_mail, name="development-mail-message"),
]
