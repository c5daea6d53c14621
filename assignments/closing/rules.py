import rules

from lo_portal.accounts.rules import is_staff

rules.add_rule("closing.view_closing", is_staff)
rules.add_rule("closing.close_event", is_staff)
rules.add_rule("closing.reopen_event", is_staff)
