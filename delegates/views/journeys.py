"""Pages of movements, stays, gifts and the motor pool."""

from django.db.models import Prefetch
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from delegates import services
from delegates.forms import GiftForm, MovementForm, StayForm, VehicleForm
from delegates.models import Delegation, Gift, Movement, Stay, Vehicle
from delegates.views import crumbs_of, home_of
from events.models import Event
from lo_portal.access import may, requires
from lo_portal.editing import edit


def _add(request, delegation, *, form, save, heading):
    """An add page below a delegation."""
    return edit(
        request,
        form=form,
        save=lambda filled: save(
            delegation=delegation, values=filled.changes, by=request.user, at=timezone.now()
        ),
        done=lambda row: home_of(delegation),
        heading=heading,
        crumbs=crumbs_of(delegation.event, delegation),
        back=home_of(delegation),
    )


@requires("delegates.add_movement", on=Delegation)
@require_http_methods(["GET", "POST"])
def movement_add(request, delegation):
    return _add(
        request,
        delegation,
        form=lambda data, files, row: MovementForm(data, files, instance=row, delegation=delegation),
        save=services.add_movement,
        heading=_("Add a movement"),
    )


@requires("delegates.change_movement", on=Movement)
@require_http_methods(["GET", "POST"])
def movement_change(request, movement):
    delegation = movement.delegation
    return edit(
        request,
        row=movement,
        form=lambda data, files, row: MovementForm(data, files, instance=row, delegation=delegation),
        save=lambda form: services.change_movement(
            movement=movement, changes=form.changes, seen=form.seen, by=request.user, at=timezone.now()
        ),
        done=lambda saved: home_of(delegation),
        heading=_("Edit the movement"),
        detail=str(movement),
        crumbs=crumbs_of(delegation.event, delegation),
        back=home_of(delegation),
    )


@requires("delegates.cancel_movement", on=Movement)
@require_POST
def movement_cancel(request, movement):
    services.cancel_movement(movement=movement, by=request.user, at=timezone.now())
    return redirect(home_of(movement.delegation))


@requires("delegates.add_stay", on=Delegation)
@require_http_methods(["GET", "POST"])
def stay_add(request, delegation):
    return _add(
        request,
        delegation,
        form=lambda data, files, row: StayForm(data, files, instance=row, delegation=delegation),
        save=services.add_stay,
        heading=_("Add a hotel stay"),
    )


@requires("delegates.change_stay", on=Stay)
@require_http_methods(["GET", "POST"])
def stay_change(request, stay):
    delegation = stay.delegation
    return edit(
        request,
        row=stay,
        form=lambda data, files, row: StayForm(data, files, instance=row, delegation=delegation),
        save=lambda form: services.change_stay(
            stay=stay, changes=form.changes, by=request.user, at=timezone.now()
        ),
        done=lambda saved: home_of(delegation),
        heading=_("Edit the hotel stay"),
        detail=str(stay),
        crumbs=crumbs_of(delegation.event, delegation),
        back=home_of(delegation),
    )


@requires("delegates.remove_stay", on=Stay)
@require_POST
def stay_remove(request, stay):
    services.remove_stay(stay=stay, by=request.user, at=timezone.now())
    return redirect(home_of(stay.delegation))


@requires("delegates.record_gift", on=Delegation)
@require_http_methods(["GET", "POST"])
def gift_record(request, delegation):
    zone = delegation.event.zone
    return _add(
        request,
        delegation,
        form=lambda data, files, row: GiftForm(data, files, instance=row, zone=zone),
        save=services.record_gift,
        heading=_("Record a gift (cinderamata)"),
    )


@requires("delegates.remove_gift", on=Gift)
@require_POST
def gift_remove(request, gift):
    services.remove_gift(gift=gift, by=request.user, at=timezone.now())
    return redirect(home_of(gift.delegation))


@requires("delegates.list_vehicles", on=Event)
@require_GET
def vehicle_list(request, event):
    """The motor pool; what a car drives is shown of those delegations that the reader sees."""
    drives = Movement.objects.visible_to(request.user).select_related("delegation__tier")
    vehicles = event.vehicles.prefetch_related(Prefetch("movements", drives))
    context = {"vehicles": vehicles, "may_add": may(request.user, "delegates.add_vehicle", event)}
    return render(request, "delegates/vehicle_list.html", context)


def _pool(event: Event) -> str:
    return reverse("delegates:vehicle-list", args=[event.slug])


@requires("delegates.add_vehicle", on=Event)
@require_http_methods(["GET", "POST"])
def vehicle_add(request, event):
    return edit(
        request,
        form=lambda data, files, row: VehicleForm(data, files, instance=row),
        save=lambda form: services.add_vehicle(
            event=event, values=form.changes, by=request.user, at=timezone.now()
        ),
        done=lambda vehicle: _pool(event),
        heading=_("Add a vehicle"),
        crumbs=[(_("Vehicles"), _pool(event))],
        back=_pool(event),
    )


@requires("delegates.change_vehicle", on=Vehicle)
@require_http_methods(["GET", "POST"])
def vehicle_change(request, vehicle):
    return edit(
        request,
        row=vehicle,
        form=lambda data, files, row: VehicleForm(data, files, instance=row),
        save=lambda form: services.change_vehicle(
            vehicle=vehicle, changes=form.changes, by=request.user, at=timezone.now()
        ),
        done=lambda saved: _pool(vehicle.event),
        heading=_("Edit the vehicle"),
        detail=vehicle.plate,
        crumbs=[(_("Vehicles"), _pool(vehicle.event))],
        back=_pool(vehicle.event),
    )


@requires("delegates.remove_vehicle", on=Vehicle)
@require_POST
def vehicle_remove(request, vehicle):
    services.remove_vehicle(vehicle=vehicle, by=request.user, at=timezone.now())
    return redirect(_pool(vehicle.event))
