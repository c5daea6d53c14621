"""When and where: events and their tiers, venues and agenda, briefings, trainings."""

from events.kinds import LEARNING_KINDS, EventKind
from events.models.agenda import AgendaItem, Venue, VenueKind
from events.models.briefings import Briefing, BriefingAction, BriefingKind, BriefingMaterial, material_path
from events.models.event import EVENT_MOVES, Event, EventStage, TierPolicy, new_secret, validate_zone
from events.models.training import Batch, Speaker

__all__ = [
    "EVENT_MOVES",
    "LEARNING_KINDS",
    "AgendaItem",
    "Batch",
    "Briefing",
    "BriefingAction",
    "BriefingKind",
    "BriefingMaterial",
    "Event",
    "EventKind",
    "EventStage",
    "Speaker",
    "TierPolicy",
    "Venue",
    "VenueKind",
    "material_path",
    "new_secret",
    "validate_zone",
]
