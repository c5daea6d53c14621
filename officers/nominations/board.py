"""What the pages of nominations show: the state board and one agency's nomination, in constant queries."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Prefetch
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from events.models import Event
from lo_portal import formats, ui
from lo_portal.sheets.columns import normal
from officers.nominations.matching import Match, matches_of
from officers.nominations.models import AgencyMail, Nomination, Nominee
from officers.nominations.states import MailKind, MailState, NominationState, NomineeDecision
from officers.wording import language_name

SOON = timedelta(days=2)


@dataclass(frozen=True)
class BoardRow:
    """One agency on the board; `next_step` is what to do now, "" where nothing is."""

    nomination: Nomination
    late: bool
    next_step: str
    urgent: bool

    @property
    def state(self) -> ui.Mark:
        one = self.nomination
        if one.state == NominationState.CLOSED:
            return ui.Mark("rest", "lock-fill", _("Closed"))
        if one.accepted >= one.quota:
            return ui.Mark("ok", "check-circle-fill", _("Complete"))
        if one.state == NominationState.SUBMITTED:
            return ui.Mark("info", "envelope-open", _("Answered"))
        if self.late:
            return ui.Mark("bad", "exclamation-triangle-fill", _("Late"))
        if one.named:
            return ui.Mark("wait", "pencil", _("Being filled"))
        if one.opened_at:
            return ui.Mark("wait", "eye", _("Opened"))
        return ui.Mark("mute", "hourglass-split", _("Not opened yet"))


@dataclass(frozen=True)
class NomineeRow:
    """One nominee with whom the register may know already."""

    nominee: Nominee
    match: Match

    @property
    def is_open(self) -> bool:
        return self.nominee.decision in (NomineeDecision.WAITING, NomineeDecision.ASKED)

    @property
    def languages(self) -> str:
        """'Inggris B2, Melayu C1'."""
        said = self.nominee.values.get("languages") or {}
        return ", ".join(f"{language_name(code)} {band[0]}" for code, band in said.items())

    @property
    def keeps_email(self) -> bool:
        """Whether another address than the known one was named; it is not taken."""
        known, said = self.match.same.email, self.nominee.values.get("email", "")
        return bool(known and said) and known.lower() != said.lower()

    @property
    def differences(self) -> list[tuple[str, str, str]]:
        """(field, as known, as the agency says) where an officer known by number is told otherwise."""
        known, said = self.match.same, self.nominee.values
        pairs = (
            (_("Agency"), known.agency.name, said.get("agency", "")),
            (_("Phone"), formats.phone(str(known.phone or "")), formats.phone(said.get("phone", ""))),
            (_("E-mail"), known.email, said.get("email", "")),
        )
        return [one for one in pairs if one[2] and normal(one[1]) != normal(one[2])]


def board_rows(event: Event, at: datetime) -> list[BoardRow]:
    """Every agency that was asked, the most urgent first, then by name."""
    requests = AgencyMail.objects.filter(kind=MailKind.REQUEST)
    asked = (
        Nomination.objects.filter(event=event)
        .with_counts()
        .select_related("agency", "event")
        .prefetch_related(Prefetch("mails", requests, "request_mails"))
    )
    rows = [_row(one, at) for one in asked]
    return sorted(rows, key=lambda row: (not row.urgent, not row.next_step, row.nomination.agency.name))


def totals(rows: list[BoardRow]) -> dict[str, int]:
    """Sums for the head of the board."""
    return {
        "agencies": len(rows),
        "opened": sum(row.nomination.opened_at is not None for row in rows),
        "answered": sum(row.nomination.state != NominationState.OPEN for row in rows),
        "late": sum(row.late for row in rows),
        "quota": sum(row.nomination.quota for row in rows),
        "named": sum(row.nomination.named for row in rows),
        "accepted": sum(row.nomination.accepted for row in rows),
        "waiting": sum(row.nomination.waiting for row in rows),
    }


def detail_row(nomination: Nomination, at: datetime) -> BoardRow:
    """The board's row of one nomination, with fresh counts."""
    requests = AgencyMail.objects.filter(kind=MailKind.REQUEST)
    found = Nomination.objects.with_counts().select_related("agency", "event")
    return _row(
        found.prefetch_related(Prefetch("mails", requests, "request_mails")).get(pk=nomination.pk), at
    )


def nominee_rows(nomination: Nomination) -> list[NomineeRow]:
    """The nominees, those to decide first."""
    nominees = list(nomination.nominees.select_related("officer", "decided_by"))
    undecided = [one for one in nominees if one.decision != NomineeDecision.ACCEPTED]
    matches = matches_of(undecided)
    rows = [NomineeRow(one, matches.get(one.pk, Match())) for one in nominees]
    return sorted(rows, key=lambda row: (not row.is_open, row.nominee.decision, row.nominee.name))


def _row(nomination: Nomination, at: datetime) -> BoardRow:
    mail = nomination.request_mails[0] if nomination.request_mails else None
    late = nomination.state == NominationState.OPEN and nomination.due_at <= at
    step, urgent = _next_step(nomination, mail, late, at)
    return BoardRow(nomination, late, step, urgent)


def _next_step(one: Nomination, mail: AgencyMail | None, late: bool, at: datetime) -> tuple[str, bool]:
    """What the bureau does now, and whether it is urgent."""
    if one.state == NominationState.CLOSED:
        return "", False
    if one.waiting:
        step = ngettext("Decide about %(n)s person", "Decide about %(n)s people", one.waiting)
        return step % {"n": one.waiting}, True
    if one.accepted >= one.quota:
        return _("Complete: close the nomination"), False
    if mail is not None and mail.state == MailState.FAILED:
        return _("The mail did not arrive: correct the address or send the link by WhatsApp"), True
    if mail is not None and mail.awaits_letter:
        return _("The letter waits for its signature"), False
    if one.asked:
        return ngettext("Await %(n)s answer", "Await %(n)s answers", one.asked) % {"n": one.asked}, late
    if late:
        return _("Call the agency and extend the deadline, or close"), True
    if mail is None and one.opened_at is None:
        return _("No e-mail address: send the link by WhatsApp"), True
    if one.state == NominationState.SUBMITTED:
        missing = one.quota - one.named
        if missing <= 0:
            return _("Extend or close: fewer were accepted than asked"), False
        return _("%(n)s short of the quota: ask for more or close") % {"n": missing}, False
    if one.due_at <= at + SOON:
        return _("Remind: the deadline is near"), True
    return "", False
