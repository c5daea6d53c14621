"""The book of numbers: read, filter, type a number, void one, begin a year, take it home."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from assignments.letters import lists, register
from assignments.letters.forms import NumberForm, ReasonForm, StartForm
from assignments.letters.models import Register, RegisterEntry
from lo_portal.access import may, requires
from lo_portal.exports import answering

PER_PAGE = 100


@requires("letters.view_register")
@require_GET
def register_list(request):
    """Every number once, newest first, filtered by register, kind and text."""
    entries, chosen = lists.chosen_entries(request.GET, request.user)
    today = timezone.localdate()
    context = {
        "page_obj": Paginator(entries, PER_PAGE).get_page(request.GET.get("page")),
        "filter": chosen,
        "registers": Register.objects.all(),
        "query": request.GET.urlencode(),
        "may_write": may(request.user, "letters.type_number"),
        "number_form": NumberForm(initial={"dated_on": today}, on=today),
        "start_form": StartForm(initial={"year": today.year}),
        "reason_form": ReasonForm(),
    }
    return render(request, "letters/register_list.html", context)


@requires("letters.view_register")
@require_GET
def register_export(request, kind):
    """The filtered numbers as a file."""
    return answering.answer(request, lists.REGISTER, kind=kind)


@requires("letters.type_number")
@require_POST
def number_type(request):
    """Enter a number that another register gave."""
    form = NumberForm(request.POST, on=timezone.localdate())
    if not form.is_valid():
        return _form_page(request, form, _("Enter a number"), "letters:number-type")
    register.type_number(**form.facts, by=request.user, at=timezone.now())
    messages.success(request, _("The number is in the register."))
    return redirect("letters:register-list")


@requires("letters.start_register")
@require_POST
def register_start(request):
    """Begin with the number where another register stands in a running year."""
    form = StartForm(request.POST)
    if not form.is_valid():
        return _form_page(request, form, _("Start number"), "letters:register-start")
    register.start_register(**form.cleaned_data, by=request.user, at=timezone.now())
    messages.success(request, _("The register goes on from there."))
    return redirect("letters:register-list")


@requires("letters.void_number", on=RegisterEntry)
@require_POST
def number_void(request, entry):
    """Mark a number *batal*; it stays with the reason."""
    register.void_number(
        entry=entry, reason=request.POST.get("reason", ""), by=request.user, at=timezone.now()
    )
    messages.success(request, _("Number %(number)s is void.") % {"number": entry.number})
    return redirect("letters:register-list")


def _form_page(request, form, heading, action):
    context = {"form": form, "heading": heading, "action": action}
    return render(request, "letters/register_form.html", context, status=422)
