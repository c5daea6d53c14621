"""Who may do what: everyone reads their own notices, staff see and send, coordinators see their group."""

import rules

from events.rules import coordinates
from lo_portal.accounts.rules import SEEN, grant


@rules.predicate
def is_recipient(user, notice):
    """One's own inbox (no notice), or a notice to oneself."""
    return notice is None or notice.recipient_id == user.pk


grant("notices", event=coordinates, group=SEEN, own=is_recipient)
