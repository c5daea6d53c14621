"""Who watches: the bureau all, coordinators their own tiers."""

from events.rules import coordinates
from lo_portal.accounts.rules import SEEN, grant

grant("live", event=coordinates, group=SEEN, own=SEEN)
