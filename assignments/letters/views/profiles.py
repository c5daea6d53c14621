"""Letter profiles: the list, the form beside the printed sheet, and a picture of it as typed."""

import base64

from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from assignments.letters import pictures, samples, services
from assignments.letters.models import LetterProfile
from assignments.letters.profile_forms import ProfileForm
from lo_portal.access import may, requires
from lo_portal.editing import edit
from lo_portal.refusals import Refused


@requires("letters.view_profiles")
@require_GET
def profile_list(request):
    """Every profile with the day from which it holds."""
    profiles = LetterProfile.objects.visible_to(request.user)
    current = set(LetterProfile.objects.on(timezone.localdate()).values_list("pk", flat=True))
    context = {
        "profiles": profiles,
        "current": current,
        "may_write": may(request.user, "letters.change_profile"),
    }
    return render(request, "letters/profile_list.html", context)


@requires("letters.change_profile")
@require_http_methods(["GET", "POST"])
def profile_create(request):
    def save(form):
        return services.create_profile(values=form.changes, by=request.user, at=timezone.now())

    return _page(request, None, save, heading=_("New letter profile"))


@requires("letters.change_profile", on=LetterProfile)
@require_http_methods(["GET", "POST"])
def profile_edit(request, profile):
    """Change a profile; what a letter was issued under stays, and a new dated one takes over."""

    def save(form):
        values = form.changes
        if not values.get("logo"):
            values.pop("logo", None)
        return services.change_profile(
            profile=LetterProfile.objects.get(pk=profile.pk),
            seen=form.seen,
            values=values,
            by=request.user,
            at=timezone.now(),
        )

    return _page(request, profile, save, heading=str(profile), used=profile.letters.exists())


@requires("letters.change_profile")
@require_POST
def profile_preview(request):
    """The first page of a sample letter under the profile as typed; what is wrong in words instead."""
    form = ProfileForm(request.POST, request.FILES, instance=_edited(request))
    context = {"errors": [], "missing": [], "picture": ""}
    if form.errors:
        for name, errors in form.errors.items():
            label = form.fields[name].label if name in form.fields else ""
            if form.has_error(name, "required"):
                context["missing"].append(str(label))
            else:
                context["errors"].append((label, errors))
        return render(request, "letters/_profile_preview.html", context)
    logo = form.cleaned_data.get("logo")
    try:
        sample = samples.sample_letter(form.sample(), logo.read() if logo else None)
        context["picture"] = base64.b64encode(pictures.preview_picture(sample)).decode()
    except Refused as refusal:
        context["errors"] = [("", [refusal.sentence])]
    return render(request, "letters/_profile_preview.html", context)


def _edited(request) -> LetterProfile | None:
    """The profile whose form is open, named in the query string."""
    key = request.GET.get("profile", "")
    return next((one for one in LetterProfile.objects.all() if str(one.pk) == key), None)


def _page(request, profile, save, **context):
    preview = reverse("letters:profile-preview") + (f"?profile={profile.pk}" if profile else "")
    return edit(
        request,
        form=lambda data, files, row: ProfileForm(data, files, instance=row),
        save=save,
        done=lambda _saved: reverse("letters:profile-list"),
        template="letters/profile_form.html",
        row=profile,
        back=reverse("letters:profile-list"),
        preview_url=preview,
        **context,
    )
