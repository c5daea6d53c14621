"""Where one lands: the control room for the bureau, the phone for officers."""

from datetime import date

from django.core.paginator import Paginator
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET

from assignments.control import attention, group, learning, overview, readiness, search, taking, today
from events.models import Event
from events.pages import preparation
from lo_portal import ui
from lo_portal.access import may, requires
from lo_portal.accounts.models import Role
from lo_portal.audit import pages
from lo_portal.audit.forms import TrailFilter

# Whoever has several roles lands at the first of these.
LANDINGS = (
    (Role.STAFF, "control:staff-home"),
    (Role.SIGNATORY, "letters:letters-to-sign"),
    (Role.COORDINATOR, "live:coordinator"),
    (Role.OFFICER, "duty:today"),
    (Role.ADMIN, "admin:index"),
)
PER_PAGE = 50


@requires("control.go_home")
@require_GET
def home(request):
    """Send everybody to the page of their own work."""
    place = next((url for role, url in LANDINGS if request.user.has_role(role)), "accounts:profile")
    return redirect(place)


@requires("control.view_control_room")
@require_GET
def staff_home(request):
    """The nearest event that is not over, else the list of all."""
    event = Event.objects.visible_to(request.user).current(timezone.localdate()).first()
    return redirect("control:control-room", event=event.slug) if event else redirect("events:event-list")


@requires("control.view_control_room", on=Event)
@require_GET
def control_room(request, event):
    now = timezone.now()
    facts = overview.gather(event, now)
    day = _chosen_day(request, event, now)
    preparing = [] if facts.roster and (facts.slots or event.is_learning) else preparation(event)
    shown, of = (learning, learning.Facts(event, now)) if event.is_learning else (overview, facts)
    context = {
        "meters": shown.meters(of),
        "countdown": overview.countdown(facts),
        "preparing": preparing,
        "current": next((step.key for step in preparing if not step.done), ""),
        "may_change": may(request.user, "events.change_event", event),
        "steps": shown.steps(of),
        "fast_path": overview.fast_path(facts),
        "items": attention.items(facts),
        "rows": today.day_rows(event, day, now),
        "pills": today.day_pills(event, day, request.path),
        "day": day,
    }
    if request.htmx and request.GET.get("part") == "readiness":
        return render(request, "control/_readiness.html", context)
    return render(request, "control/control_room.html", context)


@requires("control.view_readiness", on=Event)
@require_GET
def readiness_board(request, event):
    """Five marks for every officer; a click on a mark lists who lacks it, by agency, with phones."""
    lines = readiness.lines_of(event)
    chosen = request.GET.get("lacking", "")
    context = {
        "meters": [
            ui.ReadinessMeter(
                label=label, value=done, total=total, url=f"?lacking={code}",
                segments=(ui.Segment("ok", done), ui.Segment("empty", total - done)),
                gap=ngettext("%d lacks it", "%d lack it", total - done) % (total - done)
                if done < total
                else "",
            )
            for code, label, done, total in readiness.figures(lines)
        ],
        "groups": readiness.by_agency(readiness.lacking(lines, chosen)),
        "chosen": next((words for code, _label, words in readiness.MARKS if code == chosen), ""),
        "count": len(readiness.lacking(lines, chosen)),
    }  # fmt: skip
    return render(request, "control/readiness.html", context)


@requires("control.view_downloads", on=Event)
@require_GET
def downloads(request, event):
    now = timezone.now()
    context = {
        "offers": taking.offers(event, request.user, now),
        "files": taking.own_files(event, request.user, now),
    }
    return render(request, "control/taking.html", context)


@requires("control.view_group_trail", on=Event)
@require_GET
def group_trail(request, event):
    """Who did what to the coordinator's own tiers, and who looked; filtered as the bureau's page is."""
    chosen, mine = TrailFilter(request.GET), group.within(event, request.user)
    page = Paginator(pages.rows(chosen, mine), PER_PAGE).get_page(request.GET.get("page"))
    shown = group.shown_to(request.user)
    views = chosen.is_of_views  # their reasons may tell of health or of security: the bureau's alone
    context = {
        "page_obj": page,
        "lines": [pages.line(row, values=not views, names=True, shown=shown) for row in page],
        "filter": chosen,
        "deeds": pages.deeds(mine),
        "values": not views,
        "query": request.GET.urlencode(),
    }
    return render(request, "control/group_trail.html", context)


@requires("control.search_event", on=Event)
@require_GET
def event_search(request, event):
    words = request.GET.get("q", "")
    hits = search.find(event, words, request.user)
    return render(request, "control/event_search.html", {"words": words, "hits": hits})


def _chosen_day(request, event, now) -> date:
    """The day named by the address, else today; a day that is none counts as today."""
    try:
        return date.fromisoformat(request.GET.get("day", ""))
    except ValueError:
        return now.astimezone(event.zone).date()
