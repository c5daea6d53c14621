from events.rules import coordinates
from lo_portal.accounts.rules import SEEN, grant

grant("control", own=SEEN, event=coordinates)
