"""Who may do what with officers: staff all; coordinators read, rate and mark attendance."""

import rules

from events.rules import coordinates
from lo_portal.accounts.rules import SEEN, grant


@rules.predicate
def is_own(user, target):
    """One's own page (no target), oneself, or a thing that belongs to the officer who one is."""
    officer = getattr(target, "officer", target)
    return officer is None or officer.user_id == user.pk


grant("officers", event=coordinates, group=SEEN, roster=SEEN, own=is_own)
