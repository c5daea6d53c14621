"""The lists of this room that leave as files."""

from delegates.lists.journeys import MANIFEST, ROOMING, VEHICLES
from delegates.lists.people import DELEGATIONS, GUESTS

__all__ = ["DELEGATIONS", "GUESTS", "MANIFEST", "ROOMING", "VEHICLES"]
