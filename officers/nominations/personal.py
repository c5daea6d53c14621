"""People whom agencies named: gone some days after the nomination ended, unless they became officers."""

from datetime import timedelta

from django.db.models import CharField, Q
from django.db.models.functions import Cast
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from lo_portal.privacy import history, needles
from lo_portal.privacy.registry import Kind, Retention, declare, erase, forget, person, purge
from officers.nominations import own_lists
from officers.nominations.models import AgencyMail, Nomination, Nominee, NomineeList

# Kept for questions about a refusal; whoever was accepted lives on in the register of officers.
KEPT = timedelta(days=30)
WORDS = {"reason": "", "question": "", "answer": ""}

declare("nominations.nomination", Retention.NOMINEE, personal=["remark"], plain=["note"])
declare("nominations.nominationlink", plain=["secret_hash"])
declare(
    "nominations.nominee",
    Retention.NOMINEE,
    personal=["key", "name", "values", "reason", "question", "answer"],
)
declare(
    "nominations.nomineelist", Retention.NOMINEE, personal=["file_name", "content", "rows"], plain=["choice"]
)
declare("nominations.agencymail", Retention.NOMINEE, personal=["address", "error"], plain=["key", "owner"])


def _over(at, path: str = "nomination__"):
    """Rows of nominations that were closed, or whose deadline and links ended, long enough ago."""
    ended = {f"{path}closed_at__lt": at - KEPT}, {f"{path}link_until__lt": at - KEPT}
    return Q(**ended[0]) | Q(**ended[1])


def _outsiders(at):
    return Nominee.objects.filter(_over(at)).exclude(decision="accepted")


def _copies(at):
    """Accepted nominees that still carry a copy of what the register holds."""
    rows = Nominee.objects.filter(_over(at), decision="accepted")
    return rows.exclude(values={}, name="", **WORDS)


def _lists(at):
    return NomineeList.objects.filter(_over(at))


def _told(at):
    """Nominations whose remark or mail addresses still stand."""
    rows = Nomination.objects.filter(_over(at, ""))
    return rows.filter(~Q(remark="") | Q(mails__address__gt="")).distinct()


def _go(at) -> int:
    told = history.blank(_told(at), remark="")
    AgencyMail.objects.filter(_over(at)).update(address="", error="")
    lists = _lists(at).delete()[0]
    return history.remove(_outsiders(at)) + _blank(_copies(at)) + lists + told


def _blank(nominees, name: str = "") -> int:
    return history.blank(nominees, name=name, values={}, key=Cast("id", CharField()), **WORDS)


purge(
    code="nominees",
    label=_("People whom agencies named"),
    after=_("30 days after the nomination was closed or its links ended"),
    due=lambda at: sum(rows(at).count() for rows in (_outsiders, _copies, _lists, _told)),
    run=_go,
)


def _needles(nominee: Nominee) -> set[str]:
    values = nominee.values
    phones = {values.get("phone", ""), values.get("office_phone", "")}
    exact = {values.get("nip", ""), values.get("email", "")}
    return needles.of(names={nominee.name, nominee.printed_name}, phones=phones, exact=exact)


person(
    Kind(
        code="nominee",
        label=_("Nominee of an agency"),
        model=Nominee,
        search=lambda words: Nominee.objects.filter(Q(name__icontains=words) | Q(values__nip=words)),
        needles=_needles,
        rows=lambda nominee: [nominee],
        url=lambda nominee: reverse("nominations:nomination-detail", args=[nominee.nomination_id]),
    )
)


@forget
def forget_lists(wanted: set[str]) -> None:
    """An uploaded list that names the person goes whole, with its sealed file; it can be sent again."""
    for kept in NomineeList.objects.all():
        if own_lists.mentions(kept, wanted):
            kept.delete()


@erase("nominee")
def erase_nominee(nominee: Nominee, at) -> None:
    """A nameless line stays, so that the agency's places still add up."""
    _blank(Nominee.objects.filter(pk=nominee.pk), name=needles.ERASED)


@erase("officer")
def erase_nominations_of(officer, at) -> None:
    _blank(Nominee.objects.filter(officer=officer), name=needles.ERASED)
