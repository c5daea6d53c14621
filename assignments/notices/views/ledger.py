"""The delivery ledger: what was sent to whom, what failed, who has not read."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from assignments.notices import bars, broadcasts, lists, selectors, services
from assignments.notices.models import Notice
from events.models import Event
from lo_portal.access import may, requires
from lo_portal.exports import answering
from lo_portal.refusals import Refused

PAGE = 50


@requires("notices.list_notices", on=Event)
@require_GET
def notice_list(request, event):
    chosen = bars.chosen_filter(request.GET)
    figures = selectors.event_counts(event, request.user)
    rows = selectors.ledger(event, request.user, chosen)
    context = {
        "page_obj": Paginator(rows, PAGE).get_page(request.GET.get("page")),
        "figures": figures,
        "filters": bars.filter_bar(event, figures, chosen),
        "may_act": may(request.user, "notices.retry_notices", event),
        "polled_url": request.get_full_path(),
        "late_since": selectors.oldest_waiting(at=timezone.now()),
    }
    template = "notices/_notice_rows.html" if request.htmx else "notices/notice_list.html"
    return render(request, template, context)


@requires("notices.export_notices", on=Event)
@require_GET
def notice_export(request, event, kind):
    return answering.answer(request, lists.LEDGER, kind=kind, event=event)


@requires("notices.retry_notices", on=Event)
@require_POST
def notices_retry(request, event):
    """Send the chosen failed notices again, or all of them where none is chosen."""
    rows = Notice.objects.visible_to(request.user).filter(event=event)
    keys = request.POST.getlist("ids")
    if keys:
        rows = rows.filter(pk__in=_keys(keys))
    count = services.retry_notices(notices=rows, by=request.user, at=timezone.now())
    words = ngettext("%(n)s notice is queued again.", "%(n)s notices are queued again.", count)
    messages.success(request, words % {"n": count})
    return redirect("notices:notice-list", event.slug)


@requires("notices.mute_notice", on=Notice)
@require_POST
def notice_mute(request, notice):
    rows = Notice.objects.filter(pk=notice.pk)
    services.mute_notices(notices=rows, by=request.user, at=timezone.now())
    messages.success(request, _("The notice is withheld."))
    return _back_to_ledger(notice)


@requires("notices.open_by_hand", on=Notice)
@require_POST
def notice_whatsapp(request, notice):
    """Note the press, then lead on to WhatsApp. Whether it is sent there, the portal cannot know."""
    notice = get_object_or_404(Notice.objects.select_related("recipient__officer", "event"), pk=notice.pk)
    broadcasts.open_whatsapp(notice=notice, by=request.user, at=timezone.now())
    context = {"notice": notice, "address": broadcasts.whatsapp_address(notice)}
    return render(request, "notices/whatsapp.html", context)


@requires("notices.list_notices", on=Event)
@require_GET
def unread_list(request, event):
    context = {
        "unread": selectors.unread_messages(event, request.user),
        "may_act": may(request.user, "notices.remind_unread", event),
    }
    return render(request, "notices/unread_list.html", context)


@requires("notices.remind_unread", on=Notice)
@require_POST
def unread_remind(request, notice):
    """Send this message again to those who have not read it, and to nobody else."""
    rows = selectors.unread_of(notice)
    count = services.remind_unread(notices=rows, by=request.user, at=timezone.now())
    words = ngettext("%(n)s reminder is queued.", "%(n)s reminders are queued.", count)
    messages.success(request, words % {"n": count})
    return redirect("notices:unread-list", notice.event.slug) if notice.event else redirect("notices:inbox")


def _keys(texts: list[str]) -> list:
    field = Notice._meta.pk
    try:
        return [field.to_python(text) for text in texts]
    except Exception as error:
        raise Refused(_("Choose notices from the list."), code="bad_choice") from error


def _back_to_ledger(notice: Notice):
    if notice.event is None:
        return redirect("notices:inbox")
    return redirect("notices:notice-list", notice.event.slug)
