"""Verbs of nominations: the bureau asks, the agency names, the bureau decides. One verb, one transaction.

What an agency does by its link has no user: the trail tells it with `by` None and the agency in the detail,
and never a nominee's name. All raise `Refused` with a sentence where a rule says no.
"""

from officers.nominations.services.asking import (
    change_nomination,
    close_nomination,
    remind_agency,
    reopen_nomination,
    request_nominations,
    resend_mail,
)
from officers.nominations.services.deciding import accept_nominee, ask_nominee, refuse_nominee
from officers.nominations.services.links import make_link, new_secret_link, open_nomination, reset_links
from officers.nominations.services.naming import (
    answer_question,
    change_nominee,
    drop_list,
    keep_list,
    match_list,
    name_nominee,
    remove_nominee,
    submit_nomination,
    take_list,
)

__all__ = [
    "accept_nominee",
    "answer_question",
    "ask_nominee",
    "change_nomination",
    "change_nominee",
    "close_nomination",
    "drop_list",
    "keep_list",
    "make_link",
    "match_list",
    "name_nominee",
    "new_secret_link",
    "open_nomination",
    "refuse_nominee",
    "remind_agency",
    "remove_nominee",
    "reopen_nomination",
    "request_nominations",
    "resend_mail",
    "reset_links",
    "submit_nomination",
    "take_list",
]
