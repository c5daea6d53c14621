"""Who watches: the bureau all, coordinators their own tiers."""

import rules

from lo_portal.accounts.rules import is_coordinator, is_staff

rules.add_rule("live.view_board", is_staff | is_coordinator)
rules.add_rule("live.view_wall", is_staff)
rules.add_rule("live.replace_officer", is_staff | is_coordinator)
rules.add_rule("live.delay_flight", is_staff | is_coordinator)
rules.add_rule("live.view_cluster", is_coordinator)
rules.add_rule("live.tell_cluster", is_coordinator)
