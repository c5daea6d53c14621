import rules

from lo_portal.accounts.rules import is_staff

rules.add_rule("sharing.list_shares", is_staff)
rules.add_rule("sharing.revoke_share", is_staff)
