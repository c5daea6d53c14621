from django.urls import path

from assignments.field.views import incidents, phone

app_name = "field"

urlpatterns = [
    # the phone
    path("duty/report/", phone.report, name="report"),
    path("duty/report/tap/", phone.status_report, name="status-report"),
    path("duty/report/replay/", phone.replay, name="replay"),
    path("duty/report/<uuid:statusreport>/withdraw/", phone.report_withdraw, name="report-withdraw"),
    path("duty/ping/", phone.ping, name="ping"),
    path("duty/incidents/new/", phone.incident_report, name="incident-report"),
    # working them through
    path("events/<slug:event>/incidents/", incidents.incident_list, name="incident-list"),
    path("events/<slug:event>/incidents/new/", incidents.incident_record, name="incident-record"),
    path("incidents/<uuid:incident>/", incidents.incident_detail, name="incident-detail"),
    path("incidents/<uuid:incident>/photo/", incidents.incident_photo, name="incident-photo"),
    path("incidents/<uuid:incident>/take/", incidents.incident_take, name="incident-take"),
    path("incidents/<uuid:incident>/note/", incidents.incident_note, name="incident-note"),
    path("incidents/<uuid:incident>/resolve/", incidents.incident_resolve, name="incident-resolve"),
    path("incidents/<uuid:incident>/close/", incidents.incident_close, name="incident-close"),
    path("incidents/<uuid:incident>/call-off/", incidents.incident_call_off, name="incident-call-off"),
]
