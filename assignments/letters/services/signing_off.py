"""Signing the waiting package: outside of any transaction, for a service is asked over the network.

Each letter is kept in a transaction of its own as soon as its bytes are back and checked, so a package
that breaks off half-way leaves good letters signed and the rest waiting.
"""

from dataclasses import dataclass, field
from datetime import datetime

from django.conf import settings
from django.utils.translation import gettext as _

from assignments.letters import signing
from assignments.letters.models import Letter
from assignments.letters.services import files
from assignments.letters.signing import checks, matching
from lo_portal.refusals import Refused


@dataclass
class SigningReport:
    """What became of a package: how many letters were signed, what failed with its reason, what is left."""

    signed: int = 0
    failed: list[tuple[str, str]] = field(default_factory=list)
    left: int = 0


def sign_letters(*, letters: list[Letter], secret: signing.Secret, by, at: datetime) -> SigningReport:
    """Sign these letters with the method that each was issued for; the secret is gone afterwards.

    Letters signed by somebody else meanwhile are left alone. Raises `Refused` when there are none.
    """
    waiting = [letter for letter in letters if letter.is_to_sign]
    if not waiting:
        raise Refused(_("No letter waits for a signature."), code="nothing_to_sign")
    report = SigningReport()
    for method in sorted({letter.signing_method for letter in waiting}):
        package = [letter for letter in waiting if letter.signing_method == method]
        _sign_package(package, method, secret, by, at, report)
    report.left = len(waiting) - report.signed - len(report.failed)
    return report


def take_signed_files(*, uploads: list[tuple[str, bytes]], letters: list[Letter], by, at: datetime):
    """Keep PDFs that were signed elsewhere: each must be one of `letters`, byte for byte, and signed.

    Returns a `SigningReport`; every refused file is named with its reason.
    """
    waiting = [(letter, _bytes(letter)) for letter in letters if letter.is_to_sign]
    report = SigningReport()
    for found in matching.match_files(uploads, waiting):
        if found.error is not None:
            report.failed.append((found.name, found.error.sentence))
        elif files.keep_signed_file(letter=found.letter, pdf=found.pdf, by=by, at=at):
            report.signed += 1
        else:
            report.failed.append((found.name, _("Somebody signed this letter meanwhile.")))
    report.left = len(waiting) - report.signed
    return report


def _bytes(letter: Letter) -> bytes:
    with letter.file.open("rb") as file:
        return file.read()


def _sign_package(package, method, secret, by, at, report) -> None:
    try:
        signer = signing.signer_of(method, settings.SIGNING)
    except signing.SigningError as error:
        report.failed += [(letter.number, error.sentence) for letter in package]
        return
    unsigned = [_bytes(letter) for letter in package]
    for letter, before, outcome in zip(package, unsigned, signer.sign(unsigned, secret), strict=False):
        try:
            if outcome.error is not None:
                raise outcome.error
            checks.check_signed(before, outcome.pdf)
        except signing.SigningError as error:
            report.failed.append((letter.number, error.sentence))
            continue
        report.signed += files.keep_signed_file(letter=letter, pdf=outcome.pdf, by=by, at=at)
