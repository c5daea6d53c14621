from django.urls import path

from assignments.notices.views import broadcast, held, inbox, ledger, profile

app_name = "notices"

urlpatterns = [
    path("notices/", inbox.inbox, name="inbox"),
    path("notices/held/", held.held_list, name="held-list"),
    path("notices/push/", inbox.push_subscribe, name="push-subscribe"),
    path("notices/push/stop/", inbox.push_unsubscribe, name="push-unsubscribe"),
    path("notices/read/", inbox.inbox_read, name="inbox-read"),
    path("notices/<uuid:notice>/read/", inbox.notice_read, name="notice-read"),
    path("notices/<uuid:notice>/mute/", ledger.notice_mute, name="notice-mute"),
    path("notices/<uuid:notice>/whatsapp/", ledger.notice_whatsapp, name="notice-whatsapp"),
    path("notices/<uuid:notice>/remind/", ledger.unread_remind, name="unread-remind"),
    path("events/<slug:event>/notices/", ledger.notice_list, name="notice-list"),
    path("events/<slug:event>/notices/retry/", ledger.notices_retry, name="notices-retry"),
    path("events/<slug:event>/notices/unread/", ledger.unread_list, name="unread-list"),
    path("events/<slug:event>/notices/export/<str:kind>/", ledger.notice_export, name="notice-export"),
    path("events/<slug:event>/reminders/", profile.reminder_list, name="reminder-list"),
    path("events/<slug:event>/reminders/adopt/", profile.reminders_adopt, name="reminders-adopt"),
    path("reminders/<uuid:reminderprofile>/switch/", profile.reminder_switch, name="reminder-switch"),
    path("reminders/<uuid:reminderprofile>/remove/", profile.reminder_remove, name="reminder-remove"),
    path("events/<slug:event>/broadcasts/", broadcast.broadcast_list, name="broadcast-list"),
    path("events/<slug:event>/broadcasts/new/", broadcast.broadcast_send, name="broadcast-send"),
    path("broadcasts/<uuid:broadcast>/", broadcast.broadcast_detail, name="broadcast-detail"),
    path("broadcasts/<uuid:broadcast>/copied/", broadcast.broadcast_copied, name="broadcast-copied"),
]
