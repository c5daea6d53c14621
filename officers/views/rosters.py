"""Pages of an officer's place in one event."""

from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from events.models import Event
from lo_portal.access import requires
from lo_portal.editing import edit
from lo_portal.refusals import Refused
from officers import services
from officers.forms import EnrolForm, ReasonForm, RosterForm
from officers.models import RosterEntry


def _list_of(event: Event) -> str:
    return reverse("officers:officer-list", args=[event.slug])


def _crumbs(event: Event) -> list[tuple[str, str]]:
    return [(_("Liaison officers"), _list_of(event))]


@requires("officers.enrol_officer", on=Event)
@require_http_methods(["GET", "POST"])
def officer_enrol(request, event):
    first = {"officer": request.GET.get("officer", "")}
    fresh = f"{reverse('officers:officer-create')}?{urlencode({'event': event.slug})}"
    return edit(
        request,
        form=lambda data, files, row: EnrolForm(data, files, instance=row, event=event, initial=first),
        save=lambda form: services.enrol_officer(
            event=event,
            officer=form.cleaned_data["officer"],
            values=form.changes,
            by=request.user,
            at=timezone.now(),
        ),
        done=lambda entry: _list_of(event),
        template="officers/enrol_form.html",
        heading=_("Put an officer on the roster"),
        verb=_("Put on the roster"),
        fresh_url=fresh,
        crumbs=_crumbs(event),
        back=_list_of(event),
    )


@requires("officers.change_roster_entry", on=RosterEntry)
@require_http_methods(["GET", "POST"])
def roster_entry_change(request, rosterentry):
    event = rosterentry.event
    return edit(
        request,
        row=rosterentry,
        form=lambda data, files, row: RosterForm(data, files, instance=row, event=event),
        save=lambda form: services.change_roster_entry(
            entry=rosterentry, changes=form.changes, by=request.user, at=timezone.now()
        ),
        done=lambda entry: _list_of(event),
        heading=_("Place on the roster"),
        detail=rosterentry.officer.printed_name,
        crumbs=_crumbs(event),
        back=_list_of(event),
    )


@requires("officers.withdraw_roster_entry", on=RosterEntry)
@require_POST
def roster_entry_withdraw(request, rosterentry):
    form = ReasonForm(request.POST)
    if not form.is_valid():
        raise Refused(form.errors["reason"][0], code="no_reason")
    services.withdraw_roster_entry(
        entry=rosterentry, reason=form.cleaned_data["reason"], by=request.user, at=timezone.now()
    )
    return redirect(_list_of(rosterentry.event))
