"""Pages of sign-in and of one's own profile. Codes and passwords are allauth's."""

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.auth import logout
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.middleware.csrf import get_token
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from lo_portal.access import public, requires
from lo_portal.accounts import devices, door, entrance, mailbox, services
from lo_portal.accounts.forms import ProfileForm
from lo_portal.refusals import Refused


@public
@require_http_methods(["GET", "HEAD", "POST"])
def link_use(request, secret):
    """Public by nature: the link is the key. Opening changes nothing, pressing signs in once."""
    if request.method != "POST":
        link = services.open_link(secret=secret, at=timezone.now())
        person = link.user if link is not None else None
        return render(request, "accounts/link_use.html", {"person": person}, status=200 if person else 410)
    try:
        link = services.use_sign_in_link(secret=secret, at=timezone.now())
    except Refused as refusal:
        return render(request, "accounts/link_use.html", {"refusal": refusal}, status=410)
    safe = url_has_allowed_host_and_scheme(link.next_path, allowed_hosts=None)
    return entrance.let_in(request, link.user, to=link.next_path if safe else "")


@public
def admin_login(request):
    """Public by nature: Django's admin sends to the portal's own sign-in and has none besides."""
    if request.user.is_authenticated:
        raise PermissionDenied  # admin pages send here whoever is no administrator
    return redirect_to_login(request.GET.get("next", "/admin/"))


@requires("accounts.use_portal")
@require_http_methods(["GET", "HEAD"])
def second_step(request):
    """Ask for the second step, or lead to setting one up; afterwards back to where the person was going."""
    to = entrance.remembered_way(request)
    if door.is_proven(request) or not door.needs_second_step(request.user):
        return redirect(to)
    ways = entrance.ways_to_confirm(request.user, second_step_only=True)
    if ways:
        return redirect_to_login(to, ways[0])
    return render(request, "accounts/second_step.html", {"roles": request.user.role_labels})


@requires("accounts.use_portal")
@require_http_methods(["GET", "HEAD"])
def step_up(request):
    """Ask again who is there before something that only a fresh sign-in may do."""
    to = entrance.remembered_way(request)
    if door.is_fresh(request):
        return redirect(to)
    ways = entrance.ways_to_confirm(request.user, second_step_only=door.needs_second_step(request.user))
    if ways:
        return redirect_to_login(to, ways[0])
    return render(request, "accounts/step_up.html")


@requires("accounts.change_own_profile")
@require_POST
def device_end(request, usersession):
    """Sign out one of one's own devices."""
    device = get_object_or_404(UserSession, pk=usersession, user=request.user)
    devices.end_device(device=device, by=request.user, at=timezone.now())
    return redirect("usersessions_list")


@requires("accounts.change_own_profile")
@require_POST
def devices_end(request):
    """Sign out everywhere, here too."""
    devices.end_every_device(user=request.user, by=request.user, at=timezone.now())
    logout(request)
    return redirect(settings.LOGIN_URL)


@public
@require_http_methods(["GET"])
def csrf_token(request):
    """Public, since it tells nothing: a page left open over a new sign-in fetches its new token here."""
    response = HttpResponse(get_token(request), content_type="text/plain")
    response["Cache-Control"] = "no-store, private"
    return response


@requires("accounts.change_own_profile")
@require_http_methods(["GET", "POST"])
def profile(request):
    form = ProfileForm(request.POST or None, instance=request.user)
    if request.method == "POST" and form.is_valid():
        form.save()
        return redirect("accounts:profile")
    return render(request, "accounts/profile.html", {"form": form}, status=422 if form.errors else 200)


@requires("accounts.read_development_mail")
@require_GET
def development_mail(request, name=None):
    """The mail that would have left, readable in development only."""
    if settings.PORTAL_ENV == "production":
        raise Http404
    messages = mailbox.list_messages(limit=200)
    opened = mailbox.read_message(name) if name else None
    if name and opened is None:
        raise Http404
    return render(request, "accounts/development_mail.html", {"mails": messages, "opened": opened})
