from django.urls import path

from officers.nominations.views import agency, agency_list, decisions, staff

app_name = "nominations"

urlpatterns = [
    path("events/<slug:event>/nominations/", staff.nomination_list, name="nomination-list"),
    path(
        "events/<slug:event>/nominations/export/<str:kind>/",
        staff.nomination_export,
        name="nomination-export",
    ),
    path("nominations/<uuid:nomination>/", staff.nomination_detail, name="nomination-detail"),
    path("nominations/<uuid:nomination>/edit/", staff.nomination_change, name="nomination-change"),
    path("nominations/<uuid:nomination>/close/", staff.nomination_close, name="nomination-close"),
    path("nominations/<uuid:nomination>/reopen/", staff.nomination_reopen, name="nomination-reopen"),
    path("nominations/<uuid:nomination>/link/", staff.link_make, name="link-make"),
    path("nominations/<uuid:nomination>/link/reset/", staff.link_reset, name="link-reset"),
    path("nominations/<uuid:nomination>/remind/", staff.agency_remind, name="agency-remind"),
    path("agency-mails/<uuid:agencymail>/resend/", staff.mail_resend, name="mail-resend"),
    path("nominees/<uuid:nominee>/accept/", decisions.nominee_accept, name="nominee-accept"),
    path("nominees/<uuid:nominee>/refuse/", decisions.nominee_refuse, name="nominee-refuse"),
    path("nominees/<uuid:nominee>/ask/", decisions.nominee_ask, name="nominee-ask"),
    path("n/<str:secret>/", agency.agency_home, name="agency-home"),
    path("n/<str:secret>/submit/", agency.agency_submit, name="agency-submit"),
    path("n/<str:secret>/people/new/", agency.agency_name, name="agency-name"),
    path("n/<str:secret>/people/<uuid:nominee>/", agency.agency_change, name="agency-change"),
    path("n/<str:secret>/people/<uuid:nominee>/remove/", agency.agency_remove, name="agency-remove"),
    path("n/<str:secret>/people/<uuid:nominee>/answer/", agency.agency_answer, name="agency-answer"),
    path("n/<str:secret>/list/", agency_list.list_check, name="list-check"),
    path("n/<str:secret>/list/columns/", agency_list.list_columns, name="list-columns"),
    path("n/<str:secret>/list/upload/", agency_list.list_upload, name="list-upload"),
    path("n/<str:secret>/list/drop/", agency_list.list_drop, name="list-drop"),
    path("n/<str:secret>/template.xlsx", agency_list.list_template, name="list-template"),
]
