"""Verbs of upkeep: say that a part lives, hold what would be sent, release it."""

from datetime import datetime

from django.conf import settings
from django.db import connection, transaction

from lo_portal.audit import trail
from lo_portal.upkeep.models import DeliveryHold

_BEAT = """
INSERT INTO upkeep_heartbeat (part, at) VALUES (%s, clock_timestamp())
ON CONFLICT (part) DO UPDATE SET at = excluded.at
"""


def note_heartbeat(*, part: str) -> None:
    """`part` (beat, worker, deliverer) is alive now, by the database's clock."""
    with connection.cursor() as cursor:
        cursor.execute(_BEAT, [part])


def is_held() -> bool:
    """Whether messages wait for a person: an open hold, or `NOTICES_PAUSED` in the environment."""
    return settings.NOTICES_PAUSED or DeliveryHold.objects.filter(released_at=None).exists()


@transaction.atomic
def hold_delivery(*, reason: str, data_of: datetime, by, at: datetime) -> DeliveryHold:
    """From now on nothing leaves until a person releases it."""
    hold = DeliveryHold.objects.create(reason=reason, held_at=at, data_of=data_of)
    trail.record("delivery.held", on=hold, by=by, at=at, detail={"reason": reason})
    return hold


@transaction.atomic
def release_delivery(*, by, at: datetime) -> int:
    """Messages may leave again; returns how many holds were open. Pressing twice is one release."""
    holds = list(DeliveryHold.objects.select_for_update().filter(released_at=None))
    for hold in holds:
        hold.released_at, hold.released_by = at, by
        hold.save()
        trail.record("delivery.released", on=hold, by=by, at=at)
    return len(holds)
