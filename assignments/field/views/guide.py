"""The guide on the phone, its words at the desk, and who has agreed to the code of conduct."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from assignments.duty import pages
from assignments.field import closings, guides, services, standard
from assignments.field.guide_forms import GuideForm, TickForm
from assignments.field.models import FieldGuide
from delegates.models import Delegation
from events.models import Event
from lo_portal.access import may, requires
from lo_portal.editing import edit
from lo_portal.refusals import Refused


@requires("field.view_guide")
@require_GET
def guide(request):
    """Code of conduct, checklists of the part of the visit that counts, etiquette and local facts."""
    at = timezone.now()
    row = pages.own_row(request, at)
    if row is None:
        return redirect("duty:today")
    sheet = row.shown(at)
    context = {
        "guide": guides.guide_page(row.event, request.user, sheet, at),
        "served": closings.own_served(row.officer, row.event),
    }
    return pages.phone_page(request, "field/guide.html", row, sheet, "delegations", context)


@requires("field.tick_point")
@require_POST
def point_tick(request):
    """One tick or its taking back, from a page with or without script."""
    form = TickForm(request.POST)
    if not form.is_valid():
        raise Refused(_("This page is too old. Open the guide again and press once more."), code="bad_tick")
    facts = form.cleaned_data
    delegation = get_object_or_404(Delegation.objects.select_related("event"), pk=facts["delegation"])
    at = timezone.now()
    services.tick_point(
        delegation=delegation, phase=facts["phase"], point=facts["point"], done=facts["done"],
        by=request.user, tapped_at=at, at=at,
    )  # fmt: skip
    return redirect(f"{reverse('field:guide')}#{facts['phase']}")


@requires("field.acknowledge_conduct")
@require_POST
def conduct_acknowledge(request):
    """ "Saya setuju": once per event."""
    at = timezone.now()
    row = pages.own_row(request, at)
    if row is None:
        raise Http404
    services.acknowledge_conduct(event=row.event, officer=row.officer, by=request.user, tapped_at=at, at=at)
    messages.success(request, _("Thank you. Your agreement is recorded."))
    return redirect("field:guide")


@requires("field.view_agreements", on=Event)
@require_GET
def agreement_list(request, event):
    """Who has agreed to the code of conduct, and whom to remind."""
    rows = guides.agreements(event, request.user)
    guide = guides.guide_of(event)
    context = {
        "rows": rows,
        "missing": sum(row.agreed is None for row in rows),
        "lists": guides.lists_of(guide),
        "is_own": guide.event_id is not None,
        "may_edit": may(request.user, "field.edit_guide", event),
    }
    return render(request, "field/agreement_list.html", context)


@requires("field.edit_guide", on=Event)
@require_http_methods(["GET", "POST"])
def guide_edit(request, event):
    """The event's own words; until somebody saves here, the bureau's hold."""
    own = guides.own_guide(event)
    starting = guides.guide_of(event)
    initial = None if own else {name: getattr(starting, name) for name in standard.TEXTS}

    def form(data, files, instance):
        return GuideForm(data, files, instance=instance or FieldGuide(), initial=initial)

    def save(bound):
        return services.save_guide(
            event=event, guide=own, changes=bound.changes, by=request.user, at=timezone.now(), seen=bound.seen
        )

    here = reverse("field:agreement-list", args=[event.slug])
    return edit(
        request, form=form, save=save, done=lambda saved: here, row=own, heading=_("Edit the LO guide"),
        detail=_("Officers see it on their phones at once, also without signal after the next visit."),
        crumbs=[(_("LO guide"), here)], back=here,
    )  # fmt: skip
