"""The bureau's staff read in their inbox that an agency handed in or answered; nominees are not named."""

from datetime import datetime

from django.urls import reverse
from django.utils.functional import lazy
from django.utils.translation import gettext_lazy as _

from assignments.notices import services as notices
from assignments.notices.drafts import Action, Draft, Line, Message
from assignments.notices.models import NoticeKind
from lo_portal.accounts.models import Role, User
from officers.nominations.listening import Heard
from officers.nominations.models import Nomination

TITLES = {
    Heard.HANDED_IN: _("%(agency)s has handed in its nomination"),
    Heard.ANSWERED: _("%(agency)s has answered a question"),
    Heard.CORRECTED: _("%(agency)s has corrected a nominee whom you asked about"),
}
INBOX = ("inbox",)
# "%" itself would settle the language here, before the reader is known.
_filled = lazy(lambda text, facts: str(text) % facts, str)


def tell_staff(*, nomination: Nomination, heard: Heard, occasion: str, at: datetime) -> None:
    """Once for each occasion: the key of the notices keeps a second one from being written."""
    facts = {"named": nomination.nominees.standing().count(), "quota": nomination.quota}
    message = Message(
        title=_filled(TITLES[heard], {"agency": nomination.agency}),
        lead=_("Look at the people and decide about each of them."),
        lines=(
            Line(_("Event"), nomination.event.name),
            Line(_("Named"), _filled(_("%(named)s of %(quota)s"), facts)),
        ),
        action=Action(
            _("Open the nominations"), reverse("nominations:nomination-list", args=[nomination.event.slug])
        ),
    )
    drafts = [
        Draft(
            kind=NoticeKind.NOMINATION,
            recipient=person,
            subject=nomination,
            event=nomination.event,
            occasion=occasion,
            channels=INBOX,
            message=message,
        )
        for person in User.objects.with_role(Role.STAFF).order_by("pk")
    ]
    notices.post_notices(drafts=drafts, by=None, at=at)
