"""Bureau staff answer requests and keep the registers; an administrator may run the purge."""

import rules

from lo_portal.accounts.rules import is_admin, is_staff

rules.add_rule("privacy.answer_requests", is_staff)
rules.add_rule("privacy.view_retention", is_staff | is_admin)
rules.add_rule("privacy.run_purge", is_staff | is_admin)
rules.add_rule("privacy.keep_breaches", is_staff)
