"""Pages of an event's tiers and venues."""

from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from events import services
from events.forms import TierForm, VenueForm
from events.models import Event, TierPolicy, Venue
from events.views import crumbs_of, home_of
from lo_portal.access import requires
from lo_portal.editing import edit


def _page(request, event, *, form, save, heading, row=None):
    """A form below an event that goes back to the event's settings."""
    return edit(
        request,
        row=row,
        form=lambda data, files, one: form(data, files, instance=one),
        save=save,
        done=lambda saved: home_of(event),
        heading=heading,
        detail=str(row or ""),
        crumbs=crumbs_of(event),
        back=home_of(event),
    )


@requires("events.create_tier", on=Event)
@require_http_methods(["GET", "POST"])
def tier_create(request, event):
    return _page(
        request,
        event,
        form=TierForm,
        save=lambda form: services.create_tier(
            event=event, values=form.changes, by=request.user, at=timezone.now()
        ),
        heading=_("Add a tier"),
    )


@requires("events.change_tier", on=TierPolicy)
@require_http_methods(["GET", "POST"])
def tier_change(request, tier):
    return _page(
        request,
        tier.event,
        form=TierForm,
        save=lambda form: services.change_tier(
            tier=tier, changes=form.changes, by=request.user, at=timezone.now()
        ),
        heading=_("Edit the tier"),
        row=tier,
    )


@requires("events.remove_tier", on=TierPolicy)
@require_POST
def tier_remove(request, tier):
    services.remove_tier(tier=tier, by=request.user, at=timezone.now())
    return redirect(home_of(tier.event))


@requires("events.create_venue", on=Event)
@require_http_methods(["GET", "POST"])
def venue_create(request, event):
    return _page(
        request,
        event,
        form=VenueForm,
        save=lambda form: services.create_venue(
            event=event, values=form.changes, by=request.user, at=timezone.now()
        ),
        heading=_("Add a venue"),
    )


@requires("events.change_venue", on=Venue)
@require_http_methods(["GET", "POST"])
def venue_change(request, venue):
    return _page(
        request,
        venue.event,
        form=VenueForm,
        save=lambda form: services.change_venue(
            venue=venue, changes=form.changes, by=request.user, at=timezone.now()
        ),
        heading=_("Edit the venue"),
        row=venue,
    )


@requires("events.remove_venue", on=Venue)
@require_POST
def venue_remove(request, venue):
    services.remove_venue(venue=venue, by=request.user, at=timezone.now())
    return redirect(home_of(venue.event))
