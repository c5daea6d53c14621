from django.urls import path

from assignments.notices.views import inbox

app_name = "notices"

urlpatterns = [
    path("notices/", inbox.inbox, name="inbox"),
    path("notices/read/", inbox.inbox_read, name="inbox-read"),
    path("notices/<uuid:notice>/read/", inbox.notice_read, name="notice-read"),
]
