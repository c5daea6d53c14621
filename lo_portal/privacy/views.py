"""The privacy notice for everybody; the desk of the bureau: requests, retention, breaches."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from lo_portal.access import public, requires
from lo_portal.privacy import breaches, copying, persons, purging
from lo_portal.privacy.forms import BreachForm, ErasureForm, ToldForm
from lo_portal.privacy.models import Breach, PurgeEntry
from lo_portal.refusals import Refused

LOG_SHOWN = 30
UNPROCESSABLE = 422


@public
@require_GET
def notice(request):
    """What the portal does with personal data: whoever is asked for theirs may read it first."""
    return render(request, "privacy/notice.html")


@requires("privacy.answer_requests")
@require_GET
def home(request):
    words = request.GET.get("q", "")
    page = {"words": words, "found": persons.find(words), "breaches": breaches.open_breaches()}
    return render(request, "privacy/home.html", page)


@requires("privacy.view_retention")
@require_http_methods(["GET", "POST"])
def retention(request):
    now = timezone.now()
    if request.method == "POST":
        gone = sum(purging.purge_due(by=request.user, at=now).values())
        words = ngettext("%(n)s row is gone.", "%(n)s rows are gone.", gone)
        messages.success(request, words % {"n": gone})
        return redirect("privacy:retention")
    page = {"due": purging.preview(at=now), "log": PurgeEntry.objects.select_related("by")[:LOG_SHOWN]}
    return render(request, "privacy/retention.html", page)


@requires("privacy.answer_requests")
@require_GET
def person_detail(request, kind, key):
    return _person_page(request, _person(kind, key), ErasureForm())


@requires("privacy.answer_requests", fresh=True)
@require_POST
def person_copy(request, kind, key):
    person = _person(kind, key)
    body = copying.copy_person(person=person, by=request.user, at=timezone.now())
    response = HttpResponse(body, content_type="application/zip")
    response["Content-Disposition"] = f'attachment; filename="data-{slugify(person.name)[:40]}.zip"'
    return response


@requires("privacy.answer_requests")
@require_POST
def person_access(request, kind, key):
    """Who looked at the person's restricted fields, as a PDF for the person."""
    person = _person(kind, key)
    body = copying.print_access(person=person, by=request.user, at=timezone.now())
    response = HttpResponse(body, content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="akses-{slugify(person.name)[:40]}.pdf"'
    return response


@requires("privacy.answer_requests", fresh=True)
@require_POST
def person_erase(request, kind, key):
    person, form = _person(kind, key), ErasureForm(request.POST)
    if form.is_valid():
        try:
            persons.erase_person(
                person=person, reason=form.cleaned_data["reason"], by=request.user, at=timezone.now()
            )
        except Refused as refusal:
            form.add_error("reason", refusal.sentence)
        else:
            messages.success(request, _("Erased. Letters and the trail are what the law keeps."))
            return redirect("privacy:home")
    return _person_page(request, person, form, status=UNPROCESSABLE)


@requires("privacy.keep_breaches")
@require_http_methods(["GET", "POST"])
def breach_list(request):
    form = BreachForm(request.POST or None, initial={"noticed_at": timezone.now()})
    if request.method == "POST" and form.is_valid():
        try:
            breach = breaches.report_breach(values=form.changes, by=request.user, at=timezone.now())
        except Refused as refusal:
            form.add_error("noticed_at", refusal.sentence)
        else:
            return redirect("privacy:breach-detail", breach.pk)
    page = {"form": form, "breaches": Breach.objects.all()}
    return render(request, "privacy/breach_list.html", page, status=UNPROCESSABLE if form.errors else 200)


@requires("privacy.keep_breaches", on=Breach)
@require_http_methods(["GET", "POST"])
def breach_detail(request, breach):
    form = ToldForm(request.POST or None, instance=breach)
    if request.method == "POST" and form.is_valid():
        try:
            kept = breaches.change_breach(
                breach=breach, values=form.changes, by=request.user, at=timezone.now()
            )
            if "close" in request.POST:
                breaches.close_breach(breach=kept, by=request.user, at=timezone.now())
        except Refused as refusal:
            form.add_error(None, refusal.sentence)
        else:
            messages.success(request, _("Saved."))
            return redirect("privacy:breach-detail", breach.pk)
    stored = Breach.objects.get(pk=breach.pk)
    page = {
        "form": form,
        "breach": stored,
        "viewers": breaches.who_saw(stored),
        "texts": breaches.notice_texts(stored),
    }
    return render(request, "privacy/breach_detail.html", page, status=UNPROCESSABLE if form.errors else 200)


def _person(kind: str, key) -> persons.Person:
    person = persons.get(kind, key)
    if person is None:
        raise Http404
    return person


def _person_page(request, person: persons.Person, form, status: int = 200):
    page = {
        "person": person,
        "form": form,
        "sections": {title: len(rows) for title, rows in copying.collect(person).items()},
        "views": persons.looks(persons.views_of(person)[:LOG_SHOWN]),
        "done": persons.deeds(persons.trail_of(person)[:LOG_SHOWN]),
        "url": person.kind.url(person.row),
    }
    return render(request, "privacy/person_detail.html", page, status=status)
