"""Who may do what with guests: staff everything, coordinators their own tiers, officers nothing here.

Rows outside a coordinator's tiers are already invisible through `visible_to`; officers read the
duty sheet instead of these tables.
"""

from events.rules import coordinates
from lo_portal.accounts.rules import SEEN, grant

grant("delegates", event=coordinates, group=SEEN)
