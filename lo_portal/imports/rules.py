"""Who may bring lists in: bureau staff."""

import rules

from lo_portal.accounts.rules import is_staff

rules.add_rule("imports.list_batches", is_staff)
rules.add_rule("imports.upload_batch", is_staff)
rules.add_rule("imports.view_batch", is_staff)
rules.add_rule("imports.choose_wishes", is_staff)
rules.add_rule("imports.confirm_batch", is_staff)
rules.add_rule("imports.undo_batch", is_staff)
rules.add_rule("imports.discard_batch", is_staff)
