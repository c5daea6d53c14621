"""Staff make and revoke links; whoever has one reads the list."""

from django.conf import settings
from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from delegates.sharing import lists, services
from delegates.sharing.forms import ShareListForm
from delegates.sharing.models import ShareList
from events.models import Event
from lo_portal.access import public, requires
from lo_portal.limits import client_address, over_limit
from lo_portal.refusals import Refused

OPENINGS_A_MINUTE = 20
UNPROCESSABLE, TOO_MANY = 422, 429
ONCE = "share-link"  # in the session: the link that is shown one time


@requires("sharing.list_shares", on=Event)
@require_http_methods(["GET", "POST"])
def share_list(request, event):
    now = timezone.now()
    form = ShareListForm(request.POST or None, event=event, now=now)
    form.instance.event = event
    if request.method == "POST" and form.is_valid():
        try:
            share, secret = services.create_share_list(
                event=event, values=form.changes, by=request.user, at=now
            )
        except Refused as refusal:
            form.add_error("expires_at", refusal.sentence)
        else:
            link = settings.PORTAL_BASE_URL + reverse("sharing:share-open", args=[secret])
            request.session[ONCE] = {"link": link, "title": str(share)}
            return redirect("sharing:share-list", event.slug)
    shares = (
        ShareList.objects.filter(event=event).select_related("hotel", "made_by").prefetch_related("openings")
    )
    page = {"form": form, "shares": shares, "now": now, "once": request.session.pop(ONCE, None)}
    return render(request, "sharing/share_list.html", page, status=UNPROCESSABLE if form.errors else 200)


@requires("sharing.revoke_share", on=ShareList)
@require_POST
def share_revoke(request, share):
    services.revoke_share_list(share=share, by=request.user, at=timezone.now())
    messages.success(request, _("The link is revoked; whoever opens it sees nothing."))
    return redirect("sharing:share-list", share.event.slug)


@public
@require_GET
@never_cache
def share_open(request, secret):
    """A list for police, hotel or airport: the secret is the permission; every opening is noted."""
    address = client_address(request)
    if over_limit("share", address, limit=OPENINGS_A_MINUTE, seconds=60):
        return render(request, "sharing/share_slow.html", status=TOO_MANY)
    share = services.open_share_list(
        secret=secret, address=address, device=request.headers.get("User-Agent", ""), at=timezone.now()
    )
    if share is None:
        raise Http404
    page = {"share": share, "event": share.event, "sheet": lists.sheet_of(share)}
    response = render(request, "sharing/share_open.html", page)
    response["X-Robots-Tag"] = "noindex, nofollow"
    response["Referrer-Policy"] = "no-referrer"
    return response
