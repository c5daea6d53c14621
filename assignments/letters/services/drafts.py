"""Drafts as rows: from today's facts to a letter that has a text, its officers and no number yet."""

from django.utils.translation import gettext as _

from assignments.letters import archive, drafting
from assignments.letters.facts import OfficerFacts, event_facts
from assignments.letters.models import ASSIGNMENT_KINDS, Letter, LetterKind, LetterProfile, LetterRow
from events.models import Event
from lo_portal.refusals import Refused


def new_draft(
    *, event: Event, profile: LetterProfile, officers: list[OfficerFacts], kind: LetterKind, amends=None
) -> Letter:
    """A letter in DRAFT that names `officers` in this order; its text is stored, with DRAF on it."""
    letter = Letter(
        event=event,
        profile=profile,
        amends=amends,
        kind=kind,
        subject=_("Surat Tugas %(event)s") % {"event": event.name},
        signing_method=profile.signing_method,
    )
    write_text(letter, officers)
    letter.save()
    write_rows(letter, officers)
    return letter


def write_text(letter: Letter, officers: list[OfficerFacts]) -> None:
    """The draft's text for these officers, by the kind of letter."""
    collective = letter.kind != LetterKind.INDIVIDUAL
    text = drafting.draft_letter(letter.profile, letter.event, officers, collective=collective)
    if letter.kind == LetterKind.AMENDMENT:
        text = drafting.amend_text(text, number=letter.amends.number, on=letter.amends.dated_on)
    letter.document = archive.dump_document(text)


def write_rows(letter: Letter, officers: list[OfficerFacts]) -> None:
    LetterRow.objects.bulk_create(
        LetterRow(letter=letter, officer_id=officer.officer_id, order=order, facts=officer.as_json())
        for order, officer in enumerate(officers, 1)
    )


def refresh_draft(letter: Letter) -> None:
    """Write a returned draft again from today's facts of the same officers.

    Other documents keep the text that was typed. Raises `Refused` when none of the officers is on the
    roster any more.
    """
    if letter.kind not in ASSIGNMENT_KINDS:
        return
    today = event_facts(letter.event).officers
    officers = [today[str(row.officer_id)] for row in letter.rows.all() if str(row.officer_id) in today]
    if letter.kind == LetterKind.AMENDMENT:
        gone = [OfficerFacts.from_json(row.facts) for row in letter.rows.all()]
        officers += [facts for facts in gone if facts.is_released and facts.officer_id not in today]
    if not officers:
        raise Refused(
            _("None of the officers is on the roster any more. Discard this draft."), code="nobody_left"
        )
    letter.rows.all().delete()
    write_text(letter, officers)
    write_rows(letter, officers)
