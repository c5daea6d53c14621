"""Asking agencies, and the letter that does so."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from assignments.nominating import services
from assignments.nominating.forms import RequestForm
from assignments.nominating.models import RequestLetter
from events.models import Event
from lo_portal.access import requires
from lo_portal.refusals import Refused
from officers.nominations.models import Nomination

UNPROCESSABLE = 422


@requires("nominating.request_nominations", on=Event)
@require_http_methods(["GET", "POST"])
def nomination_request(request, event):
    form = RequestForm(request.POST or None, event=event, now=timezone.now())
    if request.method == "POST" and form.is_valid():
        try:
            made = services.ask_agencies(
                event=event,
                quotas=form.quotas,
                due_at=form.cleaned_data["due_at"],
                note=form.cleaned_data["note"],
                profile=form.cleaned_data["profile"],
                by=request.user,
                at=timezone.now(),
            )
        except Refused as refusal:
            form.add_error("due_at" if refusal.code == "past_deadline" else None, refusal.sentence)
        else:
            told = ngettext("%(n)s agency is asked.", "%(n)s agencies are asked.", len(made))
            messages.success(request, told % {"n": len(made)})
            return redirect("nominations:nomination-list", event.slug)
    page = {"form": form, "event": event, "back": reverse("nominations:nomination-list", args=[event.slug])}
    return render(
        request, "nominating/nomination_request.html", page, status=UNPROCESSABLE if form.errors else 200
    )


@requires("nominating.view_request_letter", on=Nomination)
@require_GET
def request_letter(request, nomination):
    """The line about the letter below the mails of a nomination."""
    asked = RequestLetter.objects.filter(nomination=nomination).select_related("letter__entry").first()
    waits = nomination.mails.filter(awaits_letter=True).exists()
    page = {"nomination": nomination, "asked": asked, "waits": waits}
    return render(request, "nominating/_letter.html", page)


@requires("nominating.send_without_letter", on=Nomination)
@require_POST
def letter_skip(request, nomination):
    services.send_without_letter(nomination=nomination, by=request.user, at=timezone.now())
    messages.success(request, _("The mail leaves without the letter."))
    return redirect("nominations:nomination-detail", nomination.pk)
