"""Pages of what an officer can do and when the officer is away."""

from django.http import FileResponse, Http404
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from lo_portal.access import requires
from lo_portal.accounts.models import Role
from lo_portal.editing import edit
from officers import services
from officers.forms import LanguagesForm, LeaveForm, RatingsForm, TrainingForm
from officers.models import Leave, Officer, Training
from officers.own_forms import PhotoForm
from officers.views import crumbs_of, home_of


@requires("officers.view_photo", on=Officer)
@require_GET
def officer_photo(request, officer):
    """The picture, for those who may see the officer; never by the address of a file."""
    if not officer.photo:
        raise Http404
    return FileResponse(officer.photo.open("rb"), content_type="image/jpeg")


@requires("officers.change_photo", on=Officer)
@require_http_methods(["GET", "POST"])
def photo_change(request, officer):
    return _edit(
        request,
        officer,
        form=lambda data, files, row: PhotoForm(data, files),
        save=lambda form: services.set_photo(
            officer=officer, photo=form.cleaned_data["photo"], by=request.user, at=timezone.now()
        ),
        heading=_("Photo"),
    )


@requires("officers.change_photo", on=Officer)
@require_POST
def photo_remove(request, officer):
    services.set_photo(officer=officer, photo=None, by=request.user, at=timezone.now())
    return redirect(home_of(officer))


@requires("officers.set_languages", on=Officer)
@require_http_methods(["GET", "POST"])
def languages_set(request, officer):
    return _edit(
        request,
        officer,
        form=lambda data, files, row: LanguagesForm(data, officer=officer),
        save=lambda form: services.set_languages(
            officer=officer, levels=form.levels, by=request.user, at=timezone.now()
        ),
        template="officers/languages_form.html",
        heading=_("Languages"),
    )


@requires("officers.rate_officer", on=Officer)
@require_http_methods(["GET", "POST"])
def officer_rate(request, officer):
    """Staff enter both ratings, a coordinator only the coordinator's."""
    raters = ["self", "coordinator"] if request.user.has_role(Role.STAFF) else ["coordinator"]

    def save(form):
        for rater in raters:
            services.rate_officer(
                officer=officer,
                rater=rater,
                ratings=form.ratings_of(rater),
                by=request.user,
                at=timezone.now(),
            )

    return _edit(
        request,
        officer,
        form=lambda data, files, row: RatingsForm(data, officer=officer, raters=raters),
        save=save,
        template="officers/ratings_form.html",
        heading=_("Rate the skills"),
    )


@requires("officers.add_training", on=Officer)
@require_http_methods(["GET", "POST"])
def training_add(request, officer):
    return _edit(
        request,
        officer,
        form=lambda data, files, row: TrainingForm(data, files, instance=row),
        save=lambda form: services.add_training(
            officer=officer, values=form.changes, by=request.user, at=timezone.now()
        ),
        heading=_("Add a training"),
    )


@requires("officers.remove_training", on=Training)
@require_POST
def training_remove(request, training):
    services.remove_training(training=training, by=request.user, at=timezone.now())
    return redirect(home_of(training.officer))


@requires("officers.add_leave", on=Officer)
@require_http_methods(["GET", "POST"])
def leave_add(request, officer):
    return _edit(
        request,
        officer,
        form=lambda data, files, row: LeaveForm(data, files, instance=row),
        save=lambda form: services.add_leave(
            officer=officer, values=form.changes, by=request.user, at=timezone.now()
        ),
        heading=_("Add a leave"),
    )


@requires("officers.remove_leave", on=Leave)
@require_POST
def leave_remove(request, leave):
    services.remove_leave(leave=leave, by=request.user, at=timezone.now())
    return redirect(home_of(leave.officer))


def _edit(request, officer: Officer, **parts):
    """A form below an officer that goes back to the officer's page."""
    home = home_of(officer)
    return edit(
        request,
        done=lambda saved: home,
        detail=officer.printed_name,
        crumbs=crumbs_of(officer),
        back=home,
        **parts,
    )
