"""What the tables of officers hold, and how an officer is erased."""

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from lo_portal.accounts.models import User
from lo_portal.privacy import history, needles
from lo_portal.privacy.accounts import forget_user
from lo_portal.privacy.registry import Kind, Retention, declare, erase, person
from officers.models import Officer, Participation, RosterEntry

declare(
    "officers.agency",
    Retention.OFFICER,
    personal=["contact_name", "contact_phone", "contact_email"],
    plain=["name", "short_name", "column_mapping"],
)
declare(
    "officers.officer",
    Retention.OFFICER,
    personal=[
        "nip", "front_title", "name", "back_title", "position", "phone", "office_phone", "email", "photo",
        "golongan", "service_rank",
    ],
)  # fmt: skip
declare("officers.officerlanguage", Retention.OFFICER, personal=["language"])
declare("officers.competencyrating", Retention.OFFICER)
declare(
    "officers.training",
    Retention.OFFICER,
    personal=["title", "organiser", "batch", "certificate_number"],
)
declare("officers.participation", Retention.OFFICER)
declare("officers.leave", Retention.OFFICER, personal=["reason"])
declare("officers.rosterentry", Retention.OFFICER, personal=["withdraw_reason"], plain=["cluster"])
declare("officers.attendance", Retention.OFFICER)


def _search(words: str):
    return Officer.objects.persons().filter(Q(name__icontains=words) | Q(nip=words) | Q(email__iexact=words))


def _rows(officer: Officer) -> list:
    return [officer, *officer.merged.all(), *([officer.user] if officer.user else [])]


def _needles(officer: Officer) -> set[str]:
    mails = {officer.email, officer.user.email if officer.user else ""}
    names = {officer.name, officer.printed_name, officer.user.name if officer.user else ""}
    names |= {name for one in officer.merged.all() for name in (one.name, one.printed_name)}
    return needles.of(names=names, phones={officer.phone, officer.office_phone}, exact={officer.nip, *mails})


person(
    Kind(
        code="officer",
        label=_("LO officer"),
        model=Officer,
        search=_search,
        needles=_needles,
        rows=_rows,
        url=lambda officer: reverse("officers:officer-detail", args=[officer.pk]),
    )
)


@erase("officer")
def erase_officer(officer: Officer, at) -> None:
    """The row stays nameless, for letters and assignments point to it; all that describes the person goes."""
    if officer.photo:
        officer.photo.delete(save=False)
    for related in ("languages", "ratings", "trainings", "leaves"):
        history.remove(getattr(officer, related).all())
    history.remove(Participation.objects.filter(entry__officer=officer))
    history.blank(RosterEntry.objects.filter(officer=officer), withdraw_reason="", withdrawn_at=at)
    history.blank(
        Officer.objects.filter(Q(pk=officer.pk) | Q(merged_into=officer)),
        identity_kind="none", nip="", front_title="", name=needles.ERASED, back_title="", sex="", golongan="",
        service_rank="", position="", phone="", office_phone="", email="", photo="", withdrawn_at=at,
    )  # fmt: skip
    if officer.user_id:
        forget_user(user=User.objects.get(pk=officer.user_id))
