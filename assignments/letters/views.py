"""Pages of letters: the event's list, one letter, the officer's own, the register."""

from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.views.decorators.http import require_GET, require_POST

from assignments.letters import pictures, register, selectors, services
from assignments.letters.forms import IssueForm, ReasonForm
from assignments.letters.models import Letter, LetterProfile, LetterRow, RegisterEntry
from events.models import Event
from lo_portal.access import may, requires
from lo_portal.jobs.models import Job

# Tabs of the list: name, label, and the states of a line that stand under it (none: all).
TABS = (
    ("all", _lazy("All"), None),
    ("ready", _lazy("Ready"), ("ready",)),
    ("waiting", _lazy("Waiting for the officer"), ("waiting",)),
    ("numbered", _lazy("Being made"), ("numbered", "failed")),
    ("in_force", _lazy("In force"), ("in_force", "received")),
    ("outdated", _lazy("Needs a change"), ("outdated",)),
)
STATES_OF_TAB = {name: states for name, _label, states in TABS}


@requires("letters.view_letters", on=Event)
@require_GET
def letter_list(request, event):
    """All officers of an event with their letter, under tabs; the work in progress on top."""
    board = selectors.letter_board(event)
    tab = request.GET.get("tab", "all")
    states = STATES_OF_TAB.get(tab)
    today = timezone.localdate(timezone=event.zone)
    profile = LetterProfile.objects.on(today).first()
    context = {
        "board": board,
        "lines": [line for line in board.lines if states is None or line.state in states],
        "tabs": [
            {"name": name, "label": label, "count": board.count(*wanted) if wanted else len(board.lines)}
            for name, label, wanted in TABS
        ],
        "tab": tab,
        "profile": profile,
        "next_number": register.next_number(profile, today) if profile else "",
        "ready_count": len(services.ready_officers(event)) if profile and may_issue(request, event) else 0,
        "form": IssueForm(on=today, initial={"profile": profile}),
        "job": Job.objects.filter(kind=services.MAKE_LETTERS, event_id=event.pk).first(),
        "preview": next((line.letter for line in board.lines if line.letter and line.letter.sha256), None),
    }
    return render(request, "letters/letter_list.html", context)


def may_issue(request, event) -> bool:
    return may(request.user, "letters.issue_letters", event)


@requires("letters.issue_letters", on=Event)
@require_POST
def letters_issue(request, event):
    """Issue the letters of everybody who is ready; the list then shows the progress."""
    form = IssueForm(request.POST, on=timezone.localdate(timezone=event.zone))
    if not form.is_valid():
        messages.error(request, _("Choose a letter profile that is valid today."))
        return redirect("letters:letter-list", event=event.slug)
    services.issue_letters(
        event=event,
        profile=form.cleaned_data["profile"],
        collective=form.collective,
        only=request.POST.getlist("officers") or None,
        by=request.user,
        at=timezone.now(),
    )
    return redirect("letters:letter-list", event=event.slug)


@requires("letters.make_files", on=Letter)
@require_POST
def letter_retry(request, letter):
    """Make a failed letter's file again."""
    services.make_files(event=letter.event, letters=[letter], by=request.user, at=timezone.now())
    return redirect("letters:letter-list", event=letter.event.slug)


@requires("letters.view_letter", on=Letter)
@require_GET
def letter_detail(request, letter):
    rows = letter.rows.select_related("officer__agency")
    return render(
        request,
        "letters/letter_detail.html",
        {
            "letter": letter,
            "rows": rows,
            "pages": range(1, letter.pages + 1),
            "reason_form": ReasonForm(),
            "may_revoke": letter.state in ("numbered", "in_force")
            and may(request.user, "letters.revoke_letter", letter),
        },
    )


@requires("letters.view_letter", on=Letter)
@require_GET
def letter_file(request, letter):
    """The issued PDF itself, byte for byte; an officer's first look is remembered."""
    if not letter.file:
        raise Http404
    row = letter.rows.filter(officer__user=request.user).first()
    if row is not None:
        services.open_letter(row=row, at=timezone.now())
    name = f"{letter.number.replace('/', '-')}.pdf"
    response = FileResponse(letter.file.open("rb"), content_type="application/pdf", filename=name)
    response["Cache-Control"] = "no-store, private"
    return response


@requires("letters.view_letter", on=Letter)
@require_GET
def letter_page(request, letter, page):
    """One page of the issued PDF as a picture."""
    if not letter.file or not 1 <= page <= letter.pages:
        raise Http404
    return HttpResponse(pictures.page_picture(letter, page), content_type="image/png")


@requires("letters.revoke_letter", on=Letter)
@require_POST
def letter_revoke(request, letter):
    services.revoke_letter(
        letter=letter, reason=request.POST.get("reason", ""), by=request.user, at=timezone.now()
    )
    messages.success(request, _("Letter %(number)s is revoked.") % {"number": letter.number})
    return redirect("letters:letter-detail", letter=letter.pk)


@requires("letters.view_own_letters")
@require_GET
def my_letters(request):
    """The officer's own letters on the phone: read, then press *diterima*."""
    rows = selectors.letters_of(request.user)
    for row in rows:
        row.verify_url = services.verify_url(row.letter)
    return render(request, "letters/my_letters.html", {"rows": rows})


@requires("letters.receive_letter", on=LetterRow)
@require_POST
def letter_receive(request, row):
    services.receive_letter(row=row, by=request.user, at=timezone.now())
    return redirect("letters:my-letters")


@requires("letters.view_register")
@require_GET
def register_list(request):
    entries = RegisterEntry.objects.visible_to(request.user).select_related("register", "letter", "taken_by")
    return render(request, "letters/register_list.html", {"entries": entries[:500]})


@requires("letters.void_number", on=RegisterEntry)
@require_POST
def number_void(request, entry):
    register.void_number(
        entry=entry, reason=request.POST.get("reason", ""), by=request.user, at=timezone.now()
    )
    return redirect("letters:register-list")
