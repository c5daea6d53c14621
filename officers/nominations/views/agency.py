"""The agency's page: see what is asked, name people one by one, answer questions, hand in."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from lo_portal.refusals import Refused
from officers.nominations import reading, services
from officers.nominations.forms import AnswerForm, ListForm, NomineeForm, SubmitForm
from officers.nominations.models import NomineeList
from officers.nominations.services.naming import UNDECIDED
from officers.nominations.views.links import by_link

UNPROCESSABLE = 422


@by_link
@require_GET
def agency_home(request, nomination, secret):
    return home(request, nomination, secret)


@by_link
@require_http_methods(["GET", "POST"])
def agency_name(request, nomination, secret):
    """One more person; `?row=` begins with what a row of the uploaded list says."""
    start = _row_texts(nomination, request.GET.get("row", ""))
    form = NomineeForm(request.POST or None, nomination=nomination, initial=start)
    if request.method == "POST" and form.is_valid():
        try:
            nominee = services.name_nominee(nomination=nomination, entry=form.entry, at=timezone.now())
        except Refused as refusal:
            form.add_error(None, refusal.sentence)
        else:
            _say_saved(request, nominee, form)
            more = "more" in request.POST
            return redirect("nominations:agency-name" if more else "nominations:agency-home", secret)
    return _form_page(request, nomination, secret, form, _("Add a person"))


@by_link
@require_http_methods(["GET", "POST"])
def agency_change(request, nomination, secret, nominee):
    nominee = get_object_or_404(nomination.nominees.filter(decision__in=UNDECIDED), pk=nominee)
    start = reading.texts_of(nominee.values)
    form = NomineeForm(request.POST or None, nomination=nomination, initial=start)
    if request.method == "POST" and form.is_valid():
        try:
            nominee = services.change_nominee(nominee=nominee, entry=form.entry, at=timezone.now())
        except Refused as refusal:
            form.add_error(None, refusal.sentence)
        else:
            _say_saved(request, nominee, form)
            return redirect("nominations:agency-home", secret)
    return _form_page(request, nomination, secret, form, _("Correct a person"), nominee=nominee)


@by_link
@require_POST
def agency_remove(request, nomination, secret, nominee):
    """A name that is gone already is gone: pressing twice is no error."""
    nominee = nomination.nominees.filter(pk=nominee).first()
    if nominee is not None:
        services.remove_nominee(nominee=nominee, at=timezone.now())
        messages.success(request, _("%(name)s was taken off your list.") % {"name": nominee.name})
    return redirect("nominations:agency-home", secret)


@by_link
@require_POST
def agency_answer(request, nomination, secret, nominee):
    nominee = get_object_or_404(nomination.nominees, pk=nominee)
    form = AnswerForm(request.POST)
    if not form.is_valid():
        return home(request, nomination, secret, answer=(nominee.pk, form), status=UNPROCESSABLE)
    services.answer_question(nominee=nominee, answer=form.cleaned_data["answer"], at=timezone.now())
    messages.success(request, _("Your answer reached the bureau."))
    return redirect("nominations:agency-home", secret)


@by_link
@require_POST
def agency_submit(request, nomination, secret):
    form = SubmitForm(request.POST)
    if form.is_valid():
        try:
            services.submit_nomination(
                nomination=nomination, remark=form.cleaned_data["remark"], at=timezone.now()
            )
        except Refused as refusal:
            form.add_error("remark", refusal.sentence)
        else:
            messages.success(
                request, _("Thank you. The bureau has your nomination and decides about each name.")
            )
            return redirect("nominations:agency-home", secret)
    return home(request, nomination, secret, submit=form, status=UNPROCESSABLE)


def home(request, nomination, secret, *, submit=None, upload=None, answer=None, status=200):
    """The page itself; `submit`, `upload` and `answer` are forms that need another look."""
    nominees = list(nomination.nominees.all())
    page = frame(nomination, secret) | {
        "nominees": nominees,
        "questions": [one for one in nominees if one.decision == "asked"],
        "undecided": UNDECIDED,
        "free": max(0, nomination.quota - nomination.named),
        "has_list": NomineeList.objects.filter(nomination=nomination).exists(),
        "submit": submit or SubmitForm(initial={"remark": nomination.remark}),
        "upload": upload or ListForm(),
        "answer": AnswerForm(),
        "answer_to": answer[0] if answer else None,
        "answer_error": answer[1].errors["answer"][0] if answer else "",
    }
    return render(request, "nominations/agency_home.html", page, status=status)


def frame(nomination, secret) -> dict:
    """What every page of an agency shows."""
    return {
        "nomination": nomination,
        "event": nomination.event,
        "secret": secret,
        "takes_names": nomination.takes_names(timezone.now()),
        "posko_phone": nomination.event.posko_phone,
    }


def _form_page(request, nomination, secret, form, heading, nominee=None):
    if not nomination.takes_names(timezone.now()):
        raise Refused(_("The deadline has passed; names can no longer be changed here. Call the bureau."))
    page = frame(nomination, secret) | {"form": form, "heading": heading, "nominee": nominee}
    status = UNPROCESSABLE if form.errors else 200
    return render(request, "nominations/agency_nominee.html", page, status=status)


def _say_saved(request, nominee, form) -> None:
    messages.success(request, _("%(name)s is on your list.") % {"name": nominee.name})
    for note in form.notes:
        messages.info(request, note)


def _row_texts(nomination, number: str) -> dict:
    kept = NomineeList.objects.filter(nomination=nomination).first() if number else None
    if not number:
        return {}
    rows = [row for row in kept.rows if str(row["number"]) == number] if kept else []
    if not rows:
        raise Http404
    return rows[0]["texts"]
