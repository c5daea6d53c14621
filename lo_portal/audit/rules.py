"""Staff read the trail; an administrator who did what, without the values for those are not his to know."""

import rules

from lo_portal.accounts.rules import is_admin, is_staff

rules.add_rule("audit.view_trail", is_staff | is_admin)
rules.add_rule("audit.view_values", is_staff)
