"""Verbs of a letter's life, each one transaction with its line in the trail.

draft -> initials in order -> approved -> numbered -> signed -> in force -> revoked | superseded.
"""

from assignments.letters.services.changing import amend_letter, replace_letter
from assignments.letters.services.ending import end_letter, revoke_letter
from assignments.letters.services.files import fail_file, keep_file, keep_signed_file
from assignments.letters.services.issuing import (
    MAKE_LETTERS,
    issue_letters,
    make_files,
    number_letters,
    ready_officers,
)
from assignments.letters.services.profiling import change_profile, create_profile
from assignments.letters.services.receiving import open_letter, receive_letter, remind_unopened
from assignments.letters.services.returning import import_signed_letter
from assignments.letters.services.reviewing import (
    discard_letter,
    initial_letter,
    resubmit_letter,
    return_letter,
)
from assignments.letters.services.siblings import issue_certificates, issue_invitation
from assignments.letters.services.signing_off import SigningReport, sign_letters, take_signed_files

__all__ = [
    "MAKE_LETTERS",
    "SigningReport",
    "amend_letter",
    "change_profile",
    "create_profile",
    "discard_letter",
    "end_letter",
    "fail_file",
    "import_signed_letter",
    "initial_letter",
    "issue_certificates",
    "issue_invitation",
    "issue_letters",
    "keep_file",
    "keep_signed_file",
    "make_files",
    "number_letters",
    "open_letter",
    "ready_officers",
    "receive_letter",
    "remind_unopened",
    "replace_letter",
    "resubmit_letter",
    "return_letter",
    "revoke_letter",
    "sign_letters",
    "take_signed_files",
]
