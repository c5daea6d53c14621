"""An officer's own page on the phone: see what the bureau knows, and correct what is one's own."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from lo_portal.access import requires
from lo_portal.audit import words
from lo_portal.editing import edit
from lo_portal.privacy import persons
from officers import bars, courses, learning, pages, services
from officers.forms import LanguagesForm, LeaveForm, RatingsForm
from officers.models import Leave, Officer
from officers.own_courses import course_of
from officers.own_forms import OwnContactForm, PhotoForm

FORM = "officers/own_form.html"
PER_PAGE = 50


@requires("officers.view_own_profile")
@require_GET
def own_profile(request):
    officer = pages.officer_in_full(_own(request))
    years = learning.learning_years(officer, timezone.localdate())
    context = {
        "officer": officer,
        "skills": pages.skill_chart(officer),
        "this_year": years[0],
        "earlier_years": years[1:],
        "leaves": [one for one in officer.leaves.all() if one.ends_on >= timezone.localdate()],
        "languages": bars.spoken(officer),
    }
    return render(request, "officers/own_profile.html", context)


@requires("officers.view_own_profile")
@require_GET
def own_training(request):
    """How far the officer is with each training: sessions, JP, points, what is missing, where next."""
    now = timezone.now()
    found = [course_of(one, now) for one in courses.own_progress(_own(request))]
    return render(request, "officers/own_training.html", {"courses": found})


@requires("officers.view_own_profile")
@require_GET
def own_access(request):
    """Who looked at the officer's restricted fields, when and why; a right under UU 27/2022."""
    officer = _own(request)
    views = Paginator(persons.views_of(persons.get("officer", officer.pk)), PER_PAGE)
    page = views.get_page(request.GET.get("page"))
    lines = [
        (one, ", ".join(words.field_name(one.subject_type, name) for name in one.fields)) for one in page
    ]
    return render(request, "officers/own_access.html", {"page_obj": page, "lines": lines})


@requires("officers.change_own_profile")
@require_http_methods(["GET", "POST"])
def own_contact(request):
    officer = _own(request)
    return _edit(
        request,
        row=officer,
        form=lambda data, files, row: OwnContactForm(data, files, instance=row),
        save=lambda form: services.correct_contact(
            officer=officer, changes=form.changes, seen=form.seen, by=request.user, at=timezone.now()
        ),
        heading=_("My phone numbers"),
        told=_("Saved. The bureau, drivers and fellow officers see the new number from now on."),
    )


@requires("officers.change_own_profile")
@require_http_methods(["GET", "POST"])
def own_languages(request):
    officer = _own(request)
    return _edit(
        request,
        form=lambda data, files, row: LanguagesForm(data, officer=officer),
        save=lambda form: services.set_languages(
            officer=officer, levels=form.levels, by=request.user, at=timezone.now()
        ),
        heading=_("My languages"),
        detail=_("CEFR: B1 gets by, B2 talks fluently, C1 leads a meeting. No level: not spoken."),
    )


@requires("officers.change_own_profile")
@require_http_methods(["GET", "POST"])
def own_ratings(request):
    """The seven skills as the officer sees them; the coordinator's rating stands beside, unchanged."""
    officer = _own(request)
    return _edit(
        request,
        form=lambda data, files, row: RatingsForm(data, officer=officer, raters=["self"]),
        save=lambda form: services.rate_officer(
            officer=officer,
            rater="self",
            ratings=form.ratings_of("self"),
            by=request.user,
            at=timezone.now(),
        ),
        template="officers/own_ratings.html",
        heading=_("Rate my skills"),
        detail=_("1 still learns, 3 works alone, 5 teaches others."),
    )


@requires("officers.change_own_profile")
@require_http_methods(["GET", "POST"])
def own_photo(request):
    officer = _own(request)
    return _edit(
        request,
        form=lambda data, files, row: PhotoForm(data, files),
        save=lambda form: services.set_photo(
            officer=officer, photo=form.cleaned_data["photo"], by=request.user, at=timezone.now()
        ),
        heading=_("My photo"),
        verb=_("Use this photo"),
        remove_url=reverse("officers:own-photo-remove") if officer.photo else "",
    )


@requires("officers.change_own_profile")
@require_POST
def own_photo_remove(request):
    services.set_photo(officer=_own(request), photo=None, by=request.user, at=timezone.now())
    messages.success(request, _("The photo is removed."))
    return redirect(_home())


@requires("officers.change_own_profile")
@require_http_methods(["GET", "POST"])
def own_leave(request):
    officer = _own(request)
    return _edit(
        request,
        form=lambda data, files, row: LeaveForm(data, files, instance=row),
        save=lambda form: services.add_leave(
            officer=officer, values=form.changes, by=request.user, at=timezone.now()
        ),
        heading=_("Days I am away"),
        detail=_("No duty is planned on these days. A duty that you already accepted stays until released."),
    )


@requires("officers.remove_own_leave", on=Leave)
@require_POST
def own_leave_remove(request, leave):
    services.remove_leave(leave=leave, by=request.user, at=timezone.now())
    return redirect(_home())


def _own(request) -> Officer:
    """The officer who is signed in; an account that is nobody's finds no page."""
    officer = Officer.objects.filter(user=request.user).first()
    if officer is None:
        raise Http404
    return officer


def _home() -> str:
    return reverse("officers:own-profile")


def _edit(request, **parts):
    return edit(request, **{"template": FORM, "done": lambda saved: _home(), "back": _home()} | parts)
