"""*Menunggu paraf saya*: whoever initials letters, on any device."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from assignments.letters import selectors, services
from assignments.letters.models import Letter
from lo_portal.access import requires


@requires("letters.view_own_initials")
@require_GET
def my_initials(request):
    """The letters that wait for my initials."""
    turns = selectors.turns_of(request.user)
    return render(request, "letters/my_initials.html", {"turns": turns})


@requires("letters.view_own_initials", fresh=True)
@require_POST
def letters_initial(request):
    """Initial every ticked letter; one that moved on meanwhile is left alone."""
    wanted = set(request.POST.getlist("letters"))
    letters = [step.letter for step in selectors.turns_of(request.user) if str(step.letter_id) in wanted]
    if not letters:
        messages.error(request, _("Tick at least one letter that waits for your initials."))
        return redirect("letters:my-initials")
    for letter in letters:
        services.initial_letter(letter=letter, by=request.user, at=timezone.now())
    told = ngettext("%(n)d letter initialled.", "%(n)d letters initialled.", len(letters))
    messages.success(request, told % {"n": len(letters)})
    return redirect("letters:my-initials")


@requires("letters.initial_letter", on=Letter, fresh=True)
@require_POST
def letter_initial(request, letter):
    """*Paraf* on one letter."""
    services.initial_letter(letter=letter, by=request.user, at=timezone.now())
    messages.success(request, _("The letter is initialled."))
    return redirect("letters:my-initials")


@requires("letters.initial_letter", on=Letter)
@require_POST
def letter_return(request, letter):
    """*Kembalikan* with a note."""
    note = request.POST.get("note", "")
    services.return_letter(letter=letter, note=note, by=request.user, at=timezone.now())
    messages.success(request, _("The letter went back with your note."))
    return redirect("letters:my-initials")
