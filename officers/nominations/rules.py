"""Nominations are the bureau's: staff ask and decide; an agency's page asks for its link alone."""

import rules

from lo_portal.accounts.rules import is_staff

for _verb in (
    "list_nominations",
    "view_nomination",
    "change_nomination",
    "close_nomination",
    "make_link",
    "remind_agency",
    "resend_mail",
    "decide_nominee",
    "export_nominations",
):
    rules.add_rule(f"nominations.{_verb}", is_staff)
