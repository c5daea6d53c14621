"""Who may do what: everyone reads their own notices, staff see and send, coordinators see their group."""

import rules

from lo_portal.accounts.rules import is_admin, is_coordinator, is_signed_in, is_staff

for_team = is_staff | is_coordinator


@rules.predicate
def is_recipient(user, notice):
    return notice.recipient_id == user.pk


rules.add_rule("notices.view_inbox", is_signed_in)
rules.add_rule("notices.mark_read", is_recipient)
rules.add_rule("notices.subscribe_push", is_signed_in)
rules.add_rule("notices.list_notices", for_team)
rules.add_rule("notices.export_notices", is_staff)
rules.add_rule("notices.retry_notices", is_staff)
rules.add_rule("notices.mute_notice", is_staff)
rules.add_rule("notices.remind_unread", is_staff)
rules.add_rule("notices.open_by_hand", for_team)
rules.add_rule("notices.view_reminders", is_staff)
rules.add_rule("notices.change_reminders", is_staff)
rules.add_rule("notices.send_broadcast", is_staff)
rules.add_rule("notices.view_broadcast", is_staff)
rules.add_rule("notices.release_delivery", is_staff | is_admin)
