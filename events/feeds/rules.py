import rules

from lo_portal.accounts.rules import is_staff

rules.add_rule("feeds.list_tokens", is_staff)
rules.add_rule("feeds.revoke_token", is_staff)
