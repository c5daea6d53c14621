"""Pages of guests and needs, and the door to restricted fields."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from delegates import services
from delegates.forms import GuestForm, GuestReplaceForm, NeedForm
from delegates.models import Delegation, Guest, Need, Stay
from delegates.views import crumbs_of, home_of
from lo_portal.access import matrix, requires
from lo_portal.editing import edit


def _writes_guarded(request) -> bool:
    """Whether a passport or a security note was typed: to write them asks for the second step again."""
    return any(request.POST.get(name) for name in matrix.guarded(Guest))


@requires("delegates.add_guest", on=Delegation, fresh=_writes_guarded)
@require_http_methods(["GET", "POST"])
def guest_add(request, delegation):
    return edit(
        request,
        form=lambda data, files, row: GuestForm(data, files, instance=row, by=request.user),
        save=lambda form: services.add_guest(
            delegation=delegation, values=form.changes, by=request.user, at=timezone.now()
        ),
        done=lambda guest: home_of(delegation),
        heading=_("Add a guest"),
        crumbs=crumbs_of(delegation.event, delegation),
        back=home_of(delegation),
    )


@requires("delegates.change_guest", on=Guest, fresh=_writes_guarded)
@require_http_methods(["GET", "POST"])
def guest_change(request, guest):
    return edit(
        request,
        row=guest,
        form=lambda data, files, row: GuestForm(data, files, instance=row, by=request.user),
        save=lambda form: services.change_guest(
            guest=guest, changes=form.changes, seen=form.seen, by=request.user, at=timezone.now()
        ),
        done=lambda saved: home_of(guest.delegation),
        heading=_("Edit the guest"),
        detail=str(guest),
        crumbs=crumbs_of(guest.event, guest.delegation),
        back=home_of(guest.delegation),
    )


@requires("delegates.replace_guest", on=Guest)
@require_http_methods(["GET", "POST"])
def guest_replace(request, guest):
    """Somebody comes in the guest's place; the tier may change with the person."""
    return edit(
        request,
        form=lambda data, files, row: GuestReplaceForm(data, files, instance=row, guest=guest),
        save=lambda form: services.replace_guest(
            guest=guest,
            values=form.changes,
            tier=form.cleaned_data.get("tier"),
            by=request.user,
            at=timezone.now(),
        ),
        done=lambda heir: home_of(guest.delegation),
        told=_("Replaced. The old guest and tier are kept in the log."),
        heading=_("Replace the guest (mewakili)"),
        detail=_("%(guest)s does not come. Who comes instead?") % {"guest": guest},
        verb=_("Replace"),
        crumbs=crumbs_of(guest.event, guest.delegation),
        back=home_of(guest.delegation),
    )


@requires("delegates.cancel_guest", on=Guest)
@require_POST
def guest_cancel(request, guest):
    services.cancel_guest(guest=guest, by=request.user, at=timezone.now())
    messages.success(request, _("%(guest)s is cancelled.") % {"guest": guest})
    return redirect(home_of(guest.delegation))


@requires("delegates.show_restricted", on=Guest, fresh=True)
@require_POST
def guest_restricted(request, guest):
    return _restricted(request, guest)


@requires("delegates.show_restricted", on=Stay)
@require_POST
def stay_restricted(request, stay):
    return _restricted(request, stay)


def _restricted(request, row):
    """Show the restricted fields once; who looked, when and why is logged."""
    shown = services.show_restricted(
        row=row, by=request.user, at=timezone.now(), reason=request.POST.get("reason", "")
    )
    context = {
        "subject": row,
        "shown": shown,
        "crumbs": crumbs_of(row.event, row.delegation),
        "back": home_of(row.delegation),
    }
    template = "delegates/_restricted.html" if request.htmx else "delegates/restricted.html"
    return render(request, template, context)


@requires("delegates.add_need", on=Delegation)
@require_http_methods(["GET", "POST"])
def need_add(request, delegation):
    return edit(
        request,
        form=lambda data, files, row: NeedForm(data, files, instance=row, delegation=delegation),
        save=lambda form: services.add_need(
            delegation=delegation, values=form.changes, by=request.user, at=timezone.now()
        ),
        done=lambda need: home_of(delegation),
        heading=_("Add a need"),
        crumbs=crumbs_of(delegation.event, delegation),
        back=home_of(delegation),
    )


@requires("delegates.remove_need", on=Need)
@require_POST
def need_remove(request, need):
    services.remove_need(need=need, by=request.user, at=timezone.now())
    return redirect(home_of(need.delegation))
