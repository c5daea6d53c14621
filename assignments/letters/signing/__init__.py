"""Electronic signatures behind one interface: `signer_of(method).sign(pdfs, secret)` -> signed PDFs.

Every signer gets final bytes and gives back PAdES; nothing is drawn, so the page stays as issued.
docs/letters.md tells how each is set up. A secret lives in the request that typed it: it is never
stored, logged, queued, or part of an error.
"""

from assignments.letters.signing.bsre import BsreV1, BsreV2
from assignments.letters.signing.certificate import LocalCertificate
from assignments.letters.signing.checks import check_signed
from assignments.letters.signing.interface import Secret, Signer, SigningError
from assignments.letters.signing.simulated import Simulation

__all__ = [
    "BsreV1",
    "BsreV2",
    "LocalCertificate",
    "Secret",
    "Signer",
    "SigningError",
    "Simulation",
    "check_signed",
    "signer_of",
]

SIGNERS = {
    "simulated": Simulation,
    "certificate": LocalCertificate,
    "bsre_v1": BsreV1,
    "bsre_v2": BsreV2,
}


def signer_of(method: str, config: dict) -> Signer:
    """The signer of a signing method, set up from `settings.SIGNING`.

    Raises `SigningError` for a file that is signed elsewhere: it comes back by upload.
    """
    if method not in SIGNERS:
        raise SigningError(
            "Surat ini ditandatangani di luar portal. Unggah PDF yang sudah ditandatangani.", code="elsewhere"
        )
    return SIGNERS[method](config)
