import rules

from lo_portal.accounts.rules import is_coordinator, is_signed_in, is_staff

rules.add_rule("control.go_home", is_signed_in)
rules.add_rule("control.view_control_room", is_staff)
rules.add_rule("control.view_downloads", is_staff | is_coordinator)
rules.add_rule("control.search_event", is_staff)
rules.add_rule("control.view_readiness", is_staff)
