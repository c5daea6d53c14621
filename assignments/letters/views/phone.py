"""The officer's own letters on the phone."""

from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from assignments.letters import selectors, services, verification
from assignments.letters.models import LetterRow
from lo_portal.access import requires


@requires("letters.view_own_letters")
@require_GET
def my_letters(request):
    """The officer's own letters: read, then press *diterima*."""
    rows = selectors.letters_of(request.user)
    for row in rows:
        row.verify_url = verification.verify_url(row.letter)
    return render(request, "letters/my_letters.html", {"rows": rows})


@requires("letters.receive_letter", on=LetterRow)
@require_POST
def letter_receive(request, row):
    services.receive_letter(row=row, by=request.user, at=timezone.now())
    return redirect("letters:my-letters")
