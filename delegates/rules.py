"""Who may do what with guests: staff everything, coordinators their own tiers, officers nothing here.

Rows outside a coordinator's tiers are already invisible through `visible_to`; officers read the
duty sheet instead of these tables.
"""

import rules

from lo_portal.accounts.rules import is_coordinator, is_staff

for_team = is_staff | is_coordinator

rules.add_rule("delegates.list_delegations", for_team)
rules.add_rule("delegates.view_delegation", for_team)
rules.add_rule("delegates.create_delegation", is_staff)
rules.add_rule("delegates.change_delegation", for_team)
rules.add_rule("delegates.cancel_delegation", is_staff)
rules.add_rule("delegates.export_delegations", is_staff)
rules.add_rule("delegates.add_guest", for_team)
rules.add_rule("delegates.change_guest", for_team)
rules.add_rule("delegates.replace_guest", for_team)
rules.add_rule("delegates.cancel_guest", for_team)
rules.add_rule("delegates.show_restricted", for_team)
rules.add_rule("delegates.add_need", for_team)
rules.add_rule("delegates.remove_need", for_team)
rules.add_rule("delegates.add_movement", for_team)
rules.add_rule("delegates.change_movement", for_team)
rules.add_rule("delegates.cancel_movement", for_team)
rules.add_rule("delegates.add_stay", for_team)
rules.add_rule("delegates.change_stay", for_team)
rules.add_rule("delegates.remove_stay", for_team)
rules.add_rule("delegates.record_gift", for_team)
rules.add_rule("delegates.remove_gift", for_team)
rules.add_rule("delegates.set_participation", for_team)
rules.add_rule("delegates.list_vehicles", for_team)
rules.add_rule("delegates.add_vehicle", is_staff)
rules.add_rule("delegates.change_vehicle", is_staff)
rules.add_rule("delegates.remove_vehicle", is_staff)
