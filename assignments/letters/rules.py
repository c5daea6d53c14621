"""Who may do what with letters (reliability matrix): staff write, the named officer reads and receives."""

import rules

from assignments.letters.models import Letter, LetterRow, LetterStep
from events.rules import coordinates
from lo_portal.accounts.rules import grant


@rules.predicate
def is_named(user, target):
    """One's own letters (no target), or a letter past its draft, or its row, that names this officer."""
    if isinstance(target, LetterRow):
        return target.officer.user_id == user.pk
    return target is None or (isinstance(target, Letter) and target.rows.filter(officer__user=user).exists())


@rules.predicate
def initials(user, target):
    """The letter passes, or passed, this person's desk; without a letter: some letter did."""
    steps = LetterStep.objects.filter(person=user)
    return (
        steps.exists()
        if target is None
        else isinstance(target, Letter) and steps.filter(letter=target).exists()
    )


grant("letters", event=coordinates, own=is_named, desk=initials)
