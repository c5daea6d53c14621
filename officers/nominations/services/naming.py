"""Verbs of the agency, by its link: name people, change and remove them, hand in, answer."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from lo_portal.audit import trail
from lo_portal.privacy import history
from lo_portal.refusals import Refused
from officers import services as officers
from officers.nominations.listening import Heard, let_hear
from officers.nominations.models import Nomination, Nominee, NomineeList
from officers.nominations.reading import Entry
from officers.nominations.services.asking import locked, move
from officers.nominations.states import NominationState, NomineeDecision

UNDECIDED = (NomineeDecision.WAITING, NomineeDecision.ASKED)


@transaction.atomic
def name_nominee(*, nomination: Nomination, entry: Entry, at: datetime) -> Nominee:
    """Add a person; the same person again is the same nominee, with what was said last.

    Raises `Refused` after the deadline, beyond the quota, and for somebody who was decided about.
    """
    nomination = _taking(nomination, at)
    nominee, new = _put(nomination, entry)
    if new:
        _demand_places(nomination, 0)
    _told("nominee.named", nomination, at, nominee=str(nominee.pk))
    return nominee


@transaction.atomic
def change_nominee(*, nominee: Nominee, entry: Entry, at: datetime) -> Nominee:
    """Say something else about a person who is not decided about yet."""
    nomination = _taking(nominee.nomination, at)
    nominee = _undecided(nominee)
    if nominee.decision == NomineeDecision.ASKED:
        _heard(Heard.CORRECTED, nomination, at, nominee)
    twin = nomination.nominees.filter(key=entry.key).exclude(pk=nominee.pk)
    if twin.exists():
        raise Refused(_("%(name)s is on your list already.") % {"name": entry.name}, code="named_twice")
    nominee.name, nominee.key, nominee.values = entry.name, entry.key, entry.values
    nominee.save()
    _told("nominee.changed", nomination, at, nominee=str(nominee.pk))
    return nominee


@transaction.atomic
def remove_nominee(*, nominee: Nominee, at: datetime) -> None:
    """Take a name back; nothing of it stays."""
    nomination = _taking(nominee.nomination, at)
    nominee = _undecided(nominee)
    history.remove(Nominee.objects.filter(pk=nominee.pk))
    _told("nominee.removed", nomination, at, nominee=str(nominee.pk))


@transaction.atomic
def keep_list(
    *, nomination: Nomination, file_name: str, content: str, choice: dict, rows: list[dict], at: datetime
) -> NomineeList:
    """Hold an uploaded list until the agency confirms it; another upload takes its place."""
    nomination = _taking(nomination, at)
    values = {"file_name": file_name[:200], "content": content, "choice": choice, "rows": rows}
    kept, _new = NomineeList.objects.update_or_create(
        nomination=nomination, defaults=values | {"uploaded_at": at}
    )
    _told("nominees.uploaded", nomination, at, rows=len(rows))
    return kept


@transaction.atomic
def match_list(
    *, nomination: Nomination, choice: dict, rows: list[dict], layouts: dict, at: datetime
) -> NomineeList:
    """Read the columns of the uploaded list as the agency matched them, and remember it for its next list.

    `layouts` are the agency's remembered ones with this. Raises `Refused` when the list is gone.
    """
    nomination = _taking(nomination, at)
    kept = NomineeList.objects.select_for_update().filter(nomination=nomination).first()
    if kept is None:
        raise Refused(_("The list was put away meanwhile. Upload it again."), code="list_gone")
    kept.choice, kept.rows = choice, rows
    kept.save(update_fields=["choice", "rows"])
    officers.change_agency(agency=nomination.agency, changes={"column_mapping": layouts}, by=None, at=at)
    _told("nominees.list_matched", nomination, at, rows=len(rows))
    return kept


@transaction.atomic
def take_list(*, nomination: Nomination, chosen: set[int], at: datetime) -> int:
    """Name everybody in the chosen rows of the uploaded list; returns how many rows. All or nothing.

    Pressed twice, the second finds no list and takes nothing. Raises `Refused` beyond the quota.
    """
    nomination = _taking(nomination, at)
    kept = NomineeList.objects.filter(nomination=nomination).first()
    if kept is None:
        return 0
    entries = [Entry(**row["entry"]) for row in kept.rows if row["entry"] and row["number"] in chosen]
    if not entries:
        raise Refused(_("Tick at least one person."), code="nobody_chosen")
    before = nomination.nominees.standing().count()
    for entry in entries:
        _put(nomination, entry)
    if nomination.nominees.standing().count() > before:
        _demand_places(nomination, before)
    kept.delete()
    _told("nominees.listed", nomination, at, count=len(entries))
    return len(entries)


@transaction.atomic
def drop_list(*, nomination: Nomination, at: datetime) -> None:
    """Forget the uploaded list; nobody was named by it."""
    if NomineeList.objects.filter(nomination=nomination).delete()[0]:
        _told("nominees.list_dropped", nomination, at)


@transaction.atomic
def submit_nomination(*, nomination: Nomination, remark: str, at: datetime) -> Nomination:
    """The agency is done; it may still change its list until the deadline. Again: only the remark changes.

    Raises `Refused` without any name and without a remark that says why.
    """
    nomination = _taking(nomination, at)
    if not remark and not nomination.nominees.standing().exists():
        raise Refused(_("Name at least one person, or write why you cannot."), code="nobody_named")
    again = nomination.state == NominationState.SUBMITTED
    if again and nomination.remark == remark:
        return nomination
    if not again:
        move(nomination, NominationState.SUBMITTED)
        nomination.submitted_at = at
    nomination.remark = remark
    nomination.save()
    if not again:
        let_hear(nomination=nomination, heard=Heard.HANDED_IN, since=nomination.submitted_at, at=at)
    _told("nomination.submitted", nomination, at)
    return nomination


@transaction.atomic
def answer_question(*, nominee: Nominee, answer: str, at: datetime) -> Nominee:
    """Answer the bureau's question, also after the deadline; the person waits for the decision again.

    An answer that came already stays; sending it twice answers once.
    """
    nominee = Nominee.objects.select_for_update(of=("self",)).get(pk=nominee.pk)
    if nominee.decision != NomineeDecision.ASKED:
        return nominee
    nominee.decision = NomineeDecision.WAITING
    nominee.answer, nominee.answered_at = answer, at
    nominee.save()
    _heard(Heard.ANSWERED, nominee.nomination, at, nominee)
    _told("nominee.answered", nominee.nomination, at, nominee=str(nominee.pk))
    return nominee


def _taking(nomination: Nomination, at: datetime) -> Nomination:
    """The locked row of a nomination that still takes names."""
    nomination = locked(nomination)
    if not nomination.takes_names(at):
        raise Refused(
            _("The deadline has passed; names can no longer be changed here. Call the bureau."),
            code="too_late",
        )
    return nomination


def _undecided(nominee: Nominee) -> Nominee:
    nominee = Nominee.objects.select_for_update(of=("self",)).get(pk=nominee.pk)
    if nominee.decision not in UNDECIDED:
        raise Refused(
            _("The bureau has decided about %(name)s; this cannot be changed here.") % {"name": nominee.name},
            code="decided",
        )
    return nominee


def _put(nomination: Nomination, entry: Entry) -> tuple[Nominee, bool]:
    """The nominee with this key, made or told anew."""
    nominee = nomination.nominees.filter(key=entry.key).first()
    if nominee is None:
        values = {"key": entry.key, "name": entry.name, "values": entry.values}
        return Nominee.objects.create(nomination=nomination, **values), True
    nominee = _undecided(nominee)
    nominee.name, nominee.values = entry.name, entry.values
    nominee.save()
    return nominee, False


def _demand_places(nomination: Nomination, before: int) -> None:
    """No more people than were asked for; who was refused leaves a place."""
    named = nomination.nominees.standing().count()
    if named > nomination.quota:
        free = max(0, nomination.quota - before)
        raise Refused(
            _("You are asked for %(quota)s officers; that would be %(named)s. Leave out %(over)s.")
            % {"quota": nomination.quota, "named": named, "over": named - nomination.quota, "free": free},
            code="over_quota",
        )


def _heard(heard: Heard, nomination: Nomination, at: datetime, nominee: Nominee) -> None:
    """Let it be heard once for each question."""
    about = nominee.pk.hex[:12]
    let_hear(nomination=nomination, heard=heard, since=nominee.asked_at, at=at, about=about)


def _told(verb: str, nomination: Nomination, at: datetime, **detail) -> None:
    detail = {"agency": str(nomination.agency), **detail}
    trail.record(verb, on=nomination, by=None, at=at, detail=detail)
