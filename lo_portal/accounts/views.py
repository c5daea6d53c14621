"""Pages of sign-in and of one's own profile. Codes and passwords are allauth's."""

from django.conf import settings
from django.contrib.auth import login
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_http_methods, require_POST

from lo_portal.access import public, requires
from lo_portal.accounts import mailbox, services
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
    login(request, link.user, backend="django.contrib.auth.backends.ModelBackend")
    safe = url_has_allowed_host_and_scheme(link.next_path, allowed_hosts=None)
    return redirect(link.next_path if safe else settings.LOGIN_REDIRECT_URL)


@requires("accounts.change_own_profile")
@require_http_methods(["GET", "POST"])
def profile(request):
    form = ProfileForm(request.POST or None, instance=request.user)
    if request.method == "POST" and form.is_valid():
        form.save()
        return redirect("accounts:profile")
    return render(request, "accounts/profile.html", {"form": form})


@requires("accounts.change_own_profile")
@require_POST
def theme(request):
    """Switch between light, dark and the device's own."""
    chosen = request.POST.get("theme", "")
    if chosen in {"", "light", "dark"}:
        request.user.theme = chosen
        request.user.save(update_fields=["theme"])
    return redirect(request.headers.get("Referer") or settings.LOGIN_REDIRECT_URL)


@requires("accounts.read_development_mail")
def development_mail(request, name=None):
    """The mail that would have left, readable in development only."""
    if settings.PORTAL_ENV == "production":
        raise Http404
    messages = mailbox.list_messages(limit=200)
    opened = mailbox.read_message(name) if name else None
    if name and opened is None:
        raise Http404
    return render(request, "accounts/development_mail.html", {"mails": messages, "opened": opened})
