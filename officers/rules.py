"""Who may do what with officers: staff all; coordinators read, rate and mark attendance."""

import rules

from lo_portal.accounts.rules import is_coordinator, is_officer, is_staff


@rules.predicate
def is_own(user, target):
    """The officer is this person, or the thing belongs to the officer who is."""
    officer = getattr(target, "officer", target)
    return officer is not None and officer.user_id == user.pk


for_team = is_staff | is_coordinator

rules.add_rule("officers.list_officers", for_team)
rules.add_rule("officers.view_officer", for_team)
rules.add_rule("officers.create_officer", is_staff)
rules.add_rule("officers.change_officer", is_staff)
rules.add_rule("officers.withdraw_officer", is_staff)
rules.add_rule("officers.merge_officers", is_staff)
rules.add_rule("officers.show_identity", is_staff)
rules.add_rule("officers.export_officers", for_team)
rules.add_rule("officers.set_languages", is_staff)
rules.add_rule("officers.rate_officer", for_team)
rules.add_rule("officers.add_training", is_staff)
rules.add_rule("officers.remove_training", is_staff)
rules.add_rule("officers.add_leave", is_staff)
rules.add_rule("officers.remove_leave", is_staff)
rules.add_rule("officers.enrol_officer", is_staff)
rules.add_rule("officers.change_roster_entry", is_staff)
rules.add_rule("officers.withdraw_roster_entry", is_staff)
rules.add_rule("officers.list_agencies", is_staff)
rules.add_rule("officers.create_agency", is_staff)
rules.add_rule("officers.change_agency", is_staff)
rules.add_rule("officers.list_briefings", for_team)
rules.add_rule("officers.view_briefing", for_team)
rules.add_rule("officers.mark_attendance", for_team)
rules.add_rule("officers.unmark_attendance", for_team)
rules.add_rule("officers.show_check_in", for_team)
rules.add_rule("officers.check_in", is_officer | is_coordinator)

# An officer's own page on the phone.
has_own_page = is_officer | is_coordinator

rules.add_rule("officers.view_photo", for_team | is_own)
rules.add_rule("officers.change_photo", is_staff)
rules.add_rule("officers.view_own_profile", has_own_page)
rules.add_rule("officers.change_own_profile", has_own_page)
rules.add_rule("officers.remove_own_leave", has_own_page & is_own)
