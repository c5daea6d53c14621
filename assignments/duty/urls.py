from django.urls import path

from assignments.duty.views import answers, app, phone, renderings, staff

app_name = "duty"

urlpatterns = [
    # the phone
    path("duty/", phone.today, name="today"),
    path("duty/delegations/", phone.delegations, name="delegations"),
    path("duty/contacts/", phone.contacts, name="contacts"),
    path("duty/documents/", phone.documents, name="documents"),
    path("duty/assignments/<uuid:assignment>/answer/", answers.assignment_answer, name="assignment-answer"),
    path("duty/assignments/<uuid:assignment>/accept/", answers.assignment_accept, name="assignment-accept"),
    path(
        "duty/assignments/<uuid:assignment>/decline/", answers.assignment_decline, name="assignment-decline"
    ),
    path("duty/assignments/<uuid:assignment>/care/", answers.care_note, name="care-note"),
    # what makes it an app
    path("duty/manifest.webmanifest", app.manifest, name="manifest"),
    path("duty/sw.js", app.service_worker, name="service-worker"),
    path("duty/offline/", app.offline, name="offline"),
    # renderings of a sheet
    path("duty-sheets/<uuid:dutysheet>/", renderings.sheet_detail, name="sheet-detail"),
    path("duty-sheets/<uuid:dutysheet>/read/", phone.sheet_read, name="sheet-read"),
    path("duty-sheets/<uuid:dutysheet>/sheet.json", renderings.sheet_json, name="sheet-json"),
    path("duty-sheets/<uuid:dutysheet>/brief.pdf", renderings.sheet_brief, name="sheet-brief"),
    path("duty-sheets/<uuid:dutysheet>/message/", renderings.sheet_message, name="sheet-message"),
    path("duty/calendar/", renderings.calendar, name="calendar"),
    path("duty/calendar/reset/", renderings.calendar_reset, name="calendar-reset"),
    path("calendars/<str:secret>.ics", renderings.calendar_feed, name="calendar-feed"),
    # publishing
    path("events/<slug:event>/publish/", staff.plan_publish, name="plan-publish"),
    path("events/<slug:event>/publish/agenda/<uuid:row>/", staff.item_publish, name="item-publish"),
    path("events/<slug:event>/publish/movement/<uuid:row>/", staff.movement_publish, name="movement-publish"),
    path("events/<slug:event>/publications/", staff.publication_list, name="publication-list"),
    path("events/<slug:event>/publications/compare/", staff.publication_compare, name="publication-compare"),
    path("publications/<uuid:publication>/", staff.publication_detail, name="publication-detail"),
    path(
        "publications/<uuid:publication>/delivery/", staff.publication_delivery, name="publication-delivery"
    ),
    path("publications/<uuid:publication>/resend/", staff.publication_resend, name="publication-resend"),
]
