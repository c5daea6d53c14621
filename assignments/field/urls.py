from django.urls import path

from assignments.field.views import closing, guide, incidents, phone

app_name = "field"

urlpatterns = [
    # the phone
    path("duty/report/", phone.report, name="report"),
    path("duty/report/tap/", phone.status_report, name="status-report"),
    path("duty/report/replay/", phone.replay, name="replay"),
    path("duty/report/<uuid:statusreport>/withdraw/", phone.report_withdraw, name="report-withdraw"),
    path("duty/ping/", phone.ping, name="ping"),
    path("duty/incidents/new/", phone.incident_report, name="incident-report"),
    # the guide, the hand-over and the final report
    path("duty/guide/", guide.guide, name="guide"),
    path("duty/guide/tick/", guide.point_tick, name="point-tick"),
    path("duty/guide/conduct/", guide.conduct_acknowledge, name="conduct-acknowledge"),
    path("duty/handover/<uuid:assignment>/", closing.handover, name="handover"),
    path("duty/handover-notes/<uuid:handovernote>/read/", closing.handover_read, name="handover-read"),
    path("duty/final-report/<uuid:assignment>/", closing.final_report_write, name="final-report-write"),
    path("events/<slug:event>/guide/", guide.agreement_list, name="agreement-list"),
    path("events/<slug:event>/guide/edit/", guide.guide_edit, name="guide-edit"),
    path("events/<slug:event>/final-reports/", closing.final_report_list, name="final-report-list"),
    path("final-reports/<uuid:finalreport>/", closing.final_report_detail, name="final-report-detail"),
    path("final-reports/<uuid:finalreport>/photo/", closing.final_report_photo, name="final-report-photo"),
    path("final-reports/<uuid:finalreport>/verify/", closing.final_report_verify, name="final-report-verify"),
    path("final-reports/<uuid:finalreport>/return/", closing.final_report_return, name="final-report-return"),
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
