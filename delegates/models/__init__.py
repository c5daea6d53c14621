"""Who comes: delegations and guests with what they need, their travel, stays, and part in the programme."""

from delegates.models.delegations import Cooperation, Delegation, LanguageNeed, OriginKind
from delegates.models.guests import Guest, GuestRole, Need, NeedKind
from delegates.models.programme import Gift, GiftDirection, Participation
from delegates.models.travel import Movement, MovementKind, Stay, Vehicle

__all__ = [
    "Cooperation",
    "Delegation",
    "Gift",
    "GiftDirection",
    "Guest",
    "GuestRole",
    "LanguageNeed",
    "Movement",
    "MovementKind",
    "Need",
    "NeedKind",
    "OriginKind",
    "Participation",
    "Stay",
    "Vehicle",
]
