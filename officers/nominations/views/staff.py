"""The bureau's pages: the state board, one agency's nomination, its links and mails."""

from urllib.parse import quote

from django.conf import settings
from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from events.models import Event
from lo_portal import formats
from lo_portal.access import requires
from lo_portal.editing import edit
from lo_portal.exports import answering
from officers.nominations import board, lists, services
from officers.nominations.forms import NominationForm
from officers.nominations.models import AgencyMail, Nomination
from officers.nominations.states import MailState

ONCE = "nomination-link"  # in the session: the link that is shown one time


@requires("nominations.list_nominations", on=Event)
@require_GET
def nomination_list(request, event):
    rows = board.board_rows(event, timezone.now())
    page = {"event": event, "rows": rows, "totals": board.totals(rows)}
    return render(request, "nominations/nomination_list.html", page)


@requires("nominations.export_nominations", on=Event)
@require_GET
def nomination_export(request, event, kind):
    return answering.answer(request, lists.NOMINATIONS, kind=kind, event=event)


@requires("nominations.view_nomination", on=Nomination)
@require_GET
def nomination_detail(request, nomination):
    now = timezone.now()
    row = board.detail_row(nomination, now)
    once = request.session.get(ONCE)
    mine = once if once and once["nomination"] == str(nomination.pk) else None
    if mine:
        del request.session[ONCE]
    page = {
        "row": row,
        "nomination": row.nomination,
        "event": row.nomination.event,
        "people": board.nominee_rows(nomination),
        "mails": nomination.mails.all(),
        "links": nomination.links.filter(revoked_at=None).count(),
        "takes_names": row.nomination.takes_names(now),
        "links_open": row.nomination.link_until > now,
        "once": mine,
        "failed": MailState.FAILED,
    }
    return render(request, "nominations/nomination_detail.html", page)


@requires("nominations.change_nomination", on=Nomination)
@require_http_methods(["GET", "POST"])
def nomination_change(request, nomination):
    event = nomination.event
    back = _page_of(nomination)
    return edit(
        request,
        row=nomination,
        form=lambda data, files, row: NominationForm(data, files, instance=row, zone=event.zone),
        save=lambda form: services.change_nomination(
            nomination=nomination, changes=form.changes, seen=form.seen, by=request.user, at=timezone.now()
        ),
        done=lambda row: back,
        heading=_("Quota and deadline"),
        detail=nomination.agency.name,
        crumbs=[(_("Nominations"), reverse("nominations:nomination-list", args=[event.slug]))],
        back=back,
    )


@requires("nominations.close_nomination", on=Nomination)
@require_POST
def nomination_close(request, nomination):
    services.close_nomination(nomination=nomination, by=request.user, at=timezone.now())
    messages.success(request, _("The nomination is closed; its links open nothing any more."))
    return redirect(_page_of(nomination))


@requires("nominations.close_nomination", on=Nomination)
@require_POST
def nomination_reopen(request, nomination):
    services.reopen_nomination(nomination=nomination, by=request.user, at=timezone.now())
    messages.success(request, _("The nomination is open again."))
    return redirect(_page_of(nomination))


@requires("nominations.make_link", on=Nomination)
@require_POST
def link_make(request, nomination):
    secret = services.make_link(nomination=nomination, by=request.user, at=timezone.now())
    return _show_once(request, nomination, secret)


@requires("nominations.make_link", on=Nomination)
@require_POST
def link_reset(request, nomination):
    secret = services.reset_links(nomination=nomination, by=request.user, at=timezone.now())
    messages.success(request, _("Every earlier link has ended."))
    return _show_once(request, nomination, secret)


@requires("nominations.remind_agency", on=Nomination)
@require_POST
def agency_remind(request, nomination):
    services.remind_agency(nomination=nomination, by=request.user, at=timezone.now())
    messages.success(
        request, _("A reminder is on its way to %(to)s.") % {"to": nomination.agency.contact_email}
    )
    return redirect(_page_of(nomination))


@requires("nominations.resend_mail", on=AgencyMail)
@require_POST
def mail_resend(request, mail):
    services.resend_mail(mail=mail, by=request.user, at=timezone.now())
    messages.success(request, _("The mail is queued again."))
    return redirect(_page_of(mail.nomination))


def _page_of(nomination: Nomination) -> str:
    return reverse("nominations:nomination-detail", args=[nomination.pk])


def _show_once(request, nomination: Nomination, secret: str):
    """Keep the link for the next page alone, with the text that goes to WhatsApp."""
    link = settings.PORTAL_BASE_URL + reverse("nominations:agency-home", args=[secret])
    event = nomination.event
    with translation.override("id"):  # agencies are written to in Indonesian
        text = _(
            "%(agency)s is asked to name %(quota)s liaison officers for %(event)s, until %(until)s. "
            "Fill in here, no account is needed: %(link)s"
        ) % {
            "agency": nomination.agency,
            "quota": nomination.quota,
            "event": event.name,
            "until": formats.full(nomination.due_at, event.zone, "id"),
            "link": link,
        }
    digits = str(nomination.agency.contact_phone or "").lstrip("+")
    request.session[ONCE] = {
        "nomination": str(nomination.pk),
        "link": link,
        "text": text,
        "whatsapp": f"https://wa.me/{digits}?text={quote(text)}",
    }
    return redirect(_page_of(nomination))
