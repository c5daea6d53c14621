"""Messages about lists with restricted fields: to the others of the bureau, then back to who asked.

The reason stays on the page: it may tell more about a guest than a mail should.
"""

from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from assignments.notices import services as notices
from assignments.notices.drafts import Action, Draft, Line, Message
from assignments.notices.models import NoticeKind
from lo_portal.accounts.models import Role, User
from lo_portal.exports.models import Decision, Export


def tell(export: Export, *, at: datetime) -> None:
    """Part of the transaction in which the request was made or decided."""
    if not export.decision:
        people = User.objects.with_role(Role.STAFF).exclude(pk=export.owner_id).order_by("pk")
        _post(export, people, _asked(export), "asked", at, not_after=export.asked_until)
    elif export.owner is not None:
        _post(export, [export.owner], _decided(export), export.decision, at)


def _asked(export: Export) -> Message:
    return Message(
        title=_("%(person)s asks for a list with restricted fields") % {"person": export.owner},
        lead=_("It needs a second person of the bureau: look at it, then release or refuse it."),
        lines=(Line(_("File"), export.file_name),),
        action=Action(_("Look at the request"), reverse("exports:export-release", args=[export.pk])),
    )


def _decided(export: Export) -> Message:
    title, lead = {
        Decision.RELEASED: (
            _("Your list was released"),
            _("The file is being made; fetch it within 24 hours."),
        ),
        Decision.REFUSED: (_("Your list was refused"), _("The reason stands on its page.")),
    }[Decision(export.decision)]
    return Message(
        title=title,
        lead=lead,
        lines=(Line(_("File"), export.file_name), Line(_("Decided by"), str(export.decided_by))),
        action=Action(_("Open"), reverse("exports:export-detail", args=[export.pk])),
    )


def _post(export: Export, people, message: Message, occasion: str, at: datetime, not_after=None) -> None:
    drafts = [
        Draft(
            kind=NoticeKind.EXPORT, recipient=person, subject=export, event=export.event,
            message=message, occasion=occasion, not_after=not_after,
        )
        for person in people
    ]  # fmt: skip
    if drafts:
        notices.post_notices(drafts=drafts, by=None, at=at)
