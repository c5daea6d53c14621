"""Pages that join two rows of one person: who may stand twice, choose the second row, compare, confirm."""

from django.contrib import messages
from django.db.models import Q
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from lo_portal.access import requires
from lo_portal.forms import posted_below
from lo_portal.refusals import Conflict, Refused
from officers import services
from officers.merging import comparing, judging, suspecting
from officers.models import Officer
from officers.views import crumbs_of

SHOWN = 20


@requires("officers.list_duplicates")
@require_GET
def officer_duplicates(request):
    """Rows of all events that may be one person twice, name by name."""
    page, groups = suspecting.groups_page(request.GET.get("page"))
    return render(request, "officers/officer_duplicates.html", {"page_obj": page, "groups": groups})


@requires("officers.merge_officers", on=Officer)
@require_GET
def merge_choose(request, officer):
    """Which other row is this person? Those alike in name, phone, e-mail first; any by search."""
    search = request.GET.get("q", "").strip()
    others = Officer.objects.persons().exclude(pk=officer.pk).select_related("agency")
    found = others.filter(name__icontains=search) if search else others.filter(_alike(officer))
    context = {
        "officer": officer,
        "search": search,
        "found": found.order_by("name")[:SHOWN],
        "crumbs": crumbs_of(officer),
    }
    return render(request, "officers/merge_choose.html", context)


@requires("officers.merge_officers", on=Officer)
@require_http_methods(["GET", "POST"])
def officer_merge(request, officer, other):
    """Both side by side; each differing field is chosen, then one press joins them."""
    other = get_object_or_404(Officer.objects.visible_to(request.user).persons(), pk=other)
    if officer.merged_into_id:
        raise Http404
    refusal, taken = "", None
    if request.method == "POST":
        taken = {key for key, side in posted_below(request.POST, "take-").items() if side == "other"}
        try:
            services.merge_officers(
                kept=officer,
                other=other,
                taken=taken,
                seen=_seen(request),
                by=request.user,
                at=timezone.now(),
            )
        except Conflict:
            raise
        except Refused as refused:
            refusal = refused.sentence
        else:
            messages.success(request, _("The two are one now. Old links lead here."))
            return redirect("officers:officer-detail", officer=officer.pk)
    context = {
        "officer": officer,
        "other": other,
        "rows": _rows(officer, other, taken),
        "agreed": comparing.agreed(officer, other),
        "held": comparing.holdings(officer, other),
        "against": judging.reasons_against(officer, other),
        "refusal": refusal,
        "crumbs": crumbs_of(officer),
    }
    return render(request, "officers/officer_merge.html", context, status=422 if refusal else 200)


def _rows(officer, other, taken: set[str] | None) -> list[tuple]:
    """(choice, whether the other's value is ticked): as pressed before, else as proposed."""
    chosen = comparing.choices(officer, other)
    return [(one, one.take_other if taken is None else one.key in taken) for one in chosen]


def _seen(request) -> tuple[int, int] | None:
    versions = (request.POST.get("seen_kept", ""), request.POST.get("seen_other", ""))
    return (int(versions[0]), int(versions[1])) if all(one.isdecimal() for one in versions) else None


def _alike(officer: Officer) -> Q:
    alike = Q(name__iexact=officer.name)
    alike |= Q(phone=officer.phone) if officer.phone else Q()
    return alike | Q(email__iexact=officer.email) if officer.email else alike
