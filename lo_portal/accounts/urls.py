from django.urls import path

from lo_portal.accounts import views

app_name = "accounts"

urlpatterns = [
    path("profile/", views.profile, name="profile"),
    path("link/<str:secret>/", views.link_use, name="link-use"),
    path("second-step/", views.second_step, name="second-step"),
    path("step-up/", views.step_up, name="step-up"),
    path("devices/<int:usersession>/sign-out/", views.device_end, name="device-end"),
    path("devices/sign-out/", views.devices_end, name="devices-end"),
    path("csrf-token/", views.csrf_token, name="csrf-token"),
    path("mail/", views.development_mail, name="development-mail"),
    path("mail/<str:name>/", views.development_mail, name="development-mail-message"),
]
