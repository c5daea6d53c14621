"""Staff's pages: the letters of an event, one letter, its file, and the verbs that staff press."""

from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_GET, require_POST

from assignments.letters import comparing, pictures, progress, register, selectors, services
from assignments.letters.facts import event_facts
from assignments.letters.forms import EndForm, ImportForm, IssueForm, ReturnForm, SignedFileForm
from assignments.letters.models import ASSIGNMENT_KINDS, Letter, LetterProfile, LetterState, LetterStep
from events.models import Event
from lo_portal.access import may, requires
from lo_portal.jobs.models import Job

# Tabs of the list: name, label, and the states of a line that stand under it (none: all).
TABS = (
    ("all", gettext_lazy("All"), None),
    ("ready", gettext_lazy("Ready"), ("ready",)),
    ("waiting", gettext_lazy("Waiting for the officer"), ("waiting",)),
    ("review", gettext_lazy("Draft and initials"), ("draft", "review", "approved")),
    ("numbered", gettext_lazy("Being made"), ("numbered", "failed")),
    ("to_sign", gettext_lazy("Ready to sign"), ("to_sign",)),
    ("in_force", gettext_lazy("In force"), ("in_force", "received")),
    ("outdated", gettext_lazy("Needs a change"), ("outdated",)),
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
    staff = may(request.user, "letters.issue_letters", event)
    made = Job.objects.visible_to(request.user).filter(kind=services.MAKE_LETTERS, event_id=event.pk)
    context = {
        "board": board,
        "lines": [line for line in board.lines if states is None or line.state in states],
        "letter_tabs": _tabs(board),
        "tab": tab,
        "form": IssueForm(on=today),
        "is_staff": staff,
        "ready_count": board.count("ready") if staff and profile else 0,
        "approved_count": board.letters("approved") if staff else 0,
        "to_sign_count": board.letters("to_sign"),
        "may_sign": may(request.user, "letters.sign_letters"),
        "profile": profile,
        "next_number": register.next_number(profile, today) if profile else "",
        "batch": next((progress.batch_of(job) for job in made[:1]), None),
        "may_see_register": may(request.user, "letters.view_register"),
        "preview": next((line.letter for line in board.lines if line.letter and line.letter.sha256), None),
    }
    return render(request, "letters/letter_list.html", context)


def _tabs(board) -> list[dict]:
    """The tabs with their counts; one that is empty and seldom used is left out."""
    counted = [
        {"name": name, "label": label, "count": board.count(*states) if states else len(board.lines)}
        for name, label, states in TABS
    ]
    return [one for one in counted if one["count"] or one["name"] not in ("review", "to_sign", "numbered")]


@requires("letters.issue_letters", on=Event)
@require_POST
def letters_issue(request, event):
    """Issue the letters of everybody who is ready; the list then shows the progress."""
    form = IssueForm(request.POST, on=timezone.localdate(timezone=event.zone))
    if not form.is_valid():
        messages.error(request, _("Choose a letter profile that is valid today."))
        return redirect("letters:letter-list", event=event.slug)
    job = services.issue_letters(
        event=event,
        profile=form.cleaned_data["profile"],
        collective=form.collective,
        numbered=form.numbered,
        only=request.POST.getlist("officers") or None,
        by=request.user,
        at=timezone.now(),
    )
    if job is None and form.numbered:
        messages.success(request, _("The letters wait for their initials."))
    return redirect("letters:letter-list", event=event.slug)


@requires("letters.number_letters", on=Event)
@require_POST
def letters_number(request, event):
    """Give every approved letter of the event its number."""
    services.number_letters(event=event, by=request.user, at=timezone.now())
    return redirect("letters:letter-list", event=event.slug)


@requires("letters.remind_unopened", on=Event)
@require_POST
def letters_remind(request, event):
    """Tell those officers once more who have not opened their letter."""
    told = services.remind_unopened(event=event, by=request.user, at=timezone.now())
    text = ngettext("%(n)d officer was reminded.", "%(n)d officers were reminded.", told)
    messages.success(request, text % {"n": told})
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
    """One letter: where it stands, whom it names, its pages, and what can be done with it now."""
    rows = list(letter.rows.select_related("officer__agency"))
    turn = LetterStep.objects.in_turn().filter(letter=letter, person=request.user).exists()
    staff = may(request.user, "letters.change_letter", letter)
    in_force = letter.state == LetterState.IN_FORCE
    context = {
        "letter": letter,
        "rows": rows,
        "steps": letter.steps.all(),
        "changes": _changes(letter, rows) if staff and in_force else [],
        "pages": range(1, (letter.pages if letter.file else 1) + 1),
        "my_turn": turn,
        "return_form": ReturnForm(),
        "end_form": EndForm(),
        "signed_form": SignedFileForm(),
        "import_form": ImportForm(initial={"dated_on": timezone.localdate()}),
        "is_staff": staff,
        "may_list": may(request.user, "letters.view_letters", letter.event),
        "may_revoke": staff and letter.state in (LetterState.NUMBERED, LetterState.IN_FORCE),
        "may_change": staff and in_force and letter.kind in ASSIGNMENT_KINDS and not letter.superseded_by_id,
        "may_upload": letter.is_to_sign and may(request.user, "letters.upload_signed", letter),
    }
    return render(request, "letters/letter_detail.html", context)


def _changes(letter, rows) -> list[tuple]:
    """Officers of the letter with what is no longer true about each."""
    today = event_facts(letter.event).officers
    found = [(row, comparing.changes_of(row, today.get(str(row.officer_id)))) for row in rows]
    return [(row, changes) for row, changes in found if changes]


@requires("letters.view_letter", on=Letter)
@require_GET
def letter_file(request, letter):
    """The PDF itself, byte for byte; before it is made, the draft. An officer's first look is remembered."""
    if not letter.file:
        return _draft_file(request, letter)
    row = letter.rows.filter(officer__user=request.user).first()
    if row is not None:
        services.open_letter(row=row, at=timezone.now())
    name = f"{letter.number.replace('/', '-')}.pdf"
    response = FileResponse(letter.file.open("rb"), content_type="application/pdf", filename=name)
    response["Cache-Control"] = "no-store, private"
    return response


def _draft_file(request, letter):
    if letter.entry_id:
        raise Http404
    response = HttpResponse(pictures.draft_pdf(letter), content_type="application/pdf")
    response["Content-Disposition"] = 'inline; filename="draf.pdf"'
    return response


@requires("letters.view_letter", on=Letter)
@require_GET
def letter_page(request, letter, page):
    """One page of the PDF as a picture; of a draft the first page."""
    if letter.file and 1 <= page <= letter.pages:
        return HttpResponse(pictures.page_picture(letter, page), content_type="image/png")
    if letter.entry_id or page != 1:
        raise Http404
    return HttpResponse(pictures.draft_picture(letter), content_type="image/png")


@requires("letters.revoke_letter", on=Letter)
@require_POST
def letter_revoke(request, letter):
    """Take the letter out of force, or replace it by a new one with today's facts."""
    form = EndForm(request.POST)
    form.is_valid()
    facts = {
        "letter": letter, "reason": request.POST.get("reason", ""), "by": request.user, "at": timezone.now(),
    }  # fmt: skip
    if form.replaces:
        new = services.replace_letter(**facts)
        messages.success(request, _("The new letter is on its way; the old one is valid until then."))
        return redirect("letters:letter-detail", letter=new.pk)
    services.revoke_letter(**facts)
    messages.success(request, _("Letter %(number)s is revoked.") % {"number": letter.number})
    return redirect("letters:letter-detail", letter=letter.pk)


@requires("letters.change_letter", on=Letter)
@require_POST
def letter_amend(request, letter):
    """A letter that lists only what changed in this one."""
    new = services.amend_letter(
        letter=letter,
        include_new=bool(request.POST.get("include_new")),
        by=request.user,
        at=timezone.now(),
    )
    messages.success(request, _("The amendment is on its way."))
    return redirect("letters:letter-detail", letter=new.pk)


@requires("letters.change_letter", on=Letter)
@require_POST
def letter_resubmit(request, letter):
    """Send a returned draft for its initials again, with today's facts."""
    services.resubmit_letter(letter=letter, by=request.user, at=timezone.now())
    messages.success(request, _("The letter waits for its initials."))
    return redirect("letters:letter-detail", letter=letter.pk)


@requires("letters.change_letter", on=Letter)
@require_POST
def letter_discard(request, letter):
    """Throw a letter without a number away."""
    event = letter.event
    services.discard_letter(letter=letter, by=request.user, at=timezone.now())
    messages.success(request, _("The draft was discarded."))
    return redirect("letters:letter-list", event=event.slug)
