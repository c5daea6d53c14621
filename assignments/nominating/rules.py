import rules

from lo_portal.accounts.rules import is_staff

rules.add_rule("nominating.request_nominations", is_staff)
rules.add_rule("nominating.view_request_letter", is_staff)
rules.add_rule("nominating.send_without_letter", is_staff)
