"""The flight's new time entered once: what it touches, ticked, applied and told."""

from django import forms
from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from assignments.live import delays
from delegates.models import Movement
from lo_portal.access import requires
from lo_portal.refusals import Conflict, Refused


class DelayForm(forms.Form):
    """The new time on the clock of the event's place."""

    new_at = forms.DateTimeField(
        label=_("New time"),
        input_formats=["%Y-%m-%dT%H:%M"],
        error_messages={"required": _("Enter the new time."), "invalid": _("Enter a day and a time.")},
    )


@requires("live.delay_flight", on=Movement)
@require_http_methods(["GET", "POST"])
def flight_delay(request, movement):
    """GET asks for the time and then shows what it touches; POST applies what is ticked."""
    data = request.POST if request.method == "POST" else request.GET if "new_at" in request.GET else None
    with timezone.override(movement.event.zone):
        form = DelayForm(data)
        is_valid = form.is_valid()
    context = {
        "movement": movement,
        "flight": delays.flight_of(movement, request.user),
        "elsewhere": delays.elsewhere_on(movement, request.user),
        "form": form,
        "impacts": [],
    }
    if not is_valid:
        return render(request, "live/flight_delay.html", context, status=422 if form.errors else 200)
    new_at = form.cleaned_data["new_at"]
    context["new_at"], status = new_at, 200
    try:
        if request.method == "POST":
            return _apply(request, movement, new_at)
    except Conflict as conflict:
        movement.refresh_from_db()
        context["conflict"], status = conflict, conflict.status
    except Refused as refusal:
        form.add_error("new_at", refusal.sentence)
        status = refusal.status
    context |= _preview(movement, form, new_at, request.user)
    context["ticked"] = request.POST.getlist("delegations")
    return render(request, "live/flight_delay.html", context, status=422 if form.errors else status)


def _preview(movement, form: DelayForm, new_at, user) -> dict:
    """What the time touches, of the rows as they stand now; nothing for a time that makes no sense."""
    try:
        return {
            "flight": delays.flight_of(movement, user),
            "impacts": delays.impacts_of(movement, new_at, user),
            "clash": delays.clash_of(movement, new_at, user),
        }
    except Refused as refusal:
        if str(refusal.sentence) not in form.errors.get("new_at", []):
            form.add_error("new_at", refusal.sentence)
        return {}


def _apply(request, movement, new_at):
    count = delays.apply_delay(
        movement=movement, new_at=new_at, delegations=request.POST.getlist("delegations"),
        seen=_seen(request.POST.getlist("seen")), by=request.user, at=timezone.now(),
    )  # fmt: skip
    messages.success(
        request,
        ngettext("%d delegation has the new time.", "%d delegations have the new time.", count) % count,
    )
    return redirect("delegates:delegation-detail", delegation=movement.delegation_id)


def _seen(pairs: list[str]) -> dict[str, int]:
    """ "<leg>:<version>" as the form carries them; what is garbled is left out."""
    split = (pair.partition(":") for pair in pairs)
    return {leg: int(version) for leg, _colon, version in split if version.isdecimal()}
