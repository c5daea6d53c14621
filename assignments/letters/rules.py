"""Who may do what with letters (reliability matrix): staff write, the named officer reads and receives."""

import rules

from assignments.letters.models import Letter, LetterRow, LetterStep
from lo_portal.accounts.models import Role
from lo_portal.accounts.rules import is_coordinator, is_officer, is_signatory, is_staff


@rules.predicate
def is_named(user, target):
    """The letter (or its row) names this officer and is past its draft."""
    if isinstance(target, LetterRow):
        return target.officer.user_id == user.pk
    return isinstance(target, Letter) and target.rows.filter(officer__user=user).exists()


@rules.predicate
def coordinates_event(user, target):
    return (
        user.has_role(Role.COORDINATOR)
        and target is not None
        and target.event.roster.standing().filter(officer__user=user, role="coordinator").exists()
    )


@rules.predicate
def initials_letter(user, target):
    """The letter passes, or passed, this person's desk."""
    return isinstance(target, Letter) and target.steps.filter(person=user).exists()


@rules.predicate
def has_initials(user):
    """Somebody whose initials a letter asked for, whatever else they are."""
    return user.is_authenticated and LetterStep.objects.filter(person=user).exists()


rules.add_rule("letters.view_letters", is_staff | is_signatory | coordinates_event)
rules.add_rule(
    "letters.view_letter", is_staff | is_signatory | is_named | coordinates_event | initials_letter
)
rules.add_rule("letters.issue_letters", is_staff)
rules.add_rule("letters.make_files", is_staff)
rules.add_rule("letters.revoke_letter", is_staff)
rules.add_rule("letters.number_letters", is_staff)
rules.add_rule("letters.change_letter", is_staff)
rules.add_rule("letters.initial_letter", initials_letter)
rules.add_rule("letters.view_own_initials", is_staff | is_signatory | has_initials)
rules.add_rule("letters.sign_letters", is_signatory)
rules.add_rule("letters.upload_signed", is_staff | is_signatory)
rules.add_rule("letters.export_letters", is_staff)
rules.add_rule("letters.remind_unopened", is_staff)
rules.add_rule("letters.make_sibling", is_staff)
rules.add_rule("letters.write_report", is_staff | is_named)
rules.add_rule("letters.view_batch", is_staff)
rules.add_rule("letters.view_register", is_staff | is_signatory)
rules.add_rule("letters.void_number", is_staff)
rules.add_rule("letters.type_number", is_staff)
rules.add_rule("letters.start_register", is_staff)
rules.add_rule("letters.view_profiles", is_staff | is_signatory)
rules.add_rule("letters.change_profile", is_staff)
rules.add_rule("letters.view_own_letters", is_officer | is_coordinator)
rules.add_rule("letters.receive_letter", is_named)
