"""How far the messages of a publication are, counted from their rows."""

from collections import Counter
from dataclasses import dataclass

from django.db.models import Count, Q

from assignments.duty.models import Publication
from assignments.notices.channels import label_of
from assignments.notices.models import Notice
from assignments.notices.states import OPEN_STATES, TROUBLE_STATES, NoticeState


@dataclass(frozen=True)
class Channel:
    """One channel's figures."""

    label: str
    total: int
    sent: int
    waiting: int
    trouble: int
    read: int


@dataclass(frozen=True)
class Delivery:
    channels: tuple[Channel, ...]
    trouble: tuple[Notice, ...]

    @property
    def is_open(self) -> bool:
        return any(channel.waiting for channel in self.channels)


def messages_to(publication: Publication, people: list) -> dict:
    """One message of this publication per person, by user key: what staff pass on by hand."""
    rows = Notice.objects.about(publication).filter(recipient__in=people)
    return dict(rows.order_by("created_at").values_list("recipient_id", "pk"))


def delivery_of(publication: Publication) -> Delivery:
    """Due, sent, read and failed per channel, and the failed ones with the person to call."""
    about = Notice.objects.about(publication)
    counted = (
        about.order_by()
        .values("channel", "state")
        .annotate(n=Count("pk"), read=Count("pk", filter=Q(read_at__isnull=False)))
    )
    states, read = {}, Counter()
    for row in counted:
        states.setdefault(row["channel"], Counter())[row["state"]] += row["n"]
        read[row["channel"]] += row["read"]
    trouble = about.in_trouble().select_related("recipient__officer")
    return Delivery(
        channels=tuple(
            Channel(
                label=label_of(code),
                total=sum(found.values()),
                sent=found[NoticeState.SENT],
                waiting=sum(found[state] for state in OPEN_STATES),
                trouble=sum(found[state] for state in TROUBLE_STATES),
                read=read[code],
            )
            for code, found in sorted(states.items())
        ),
        trouble=tuple(trouble.order_by("recipient__name")[:50]),
    )
