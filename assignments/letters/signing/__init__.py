"""Electronic signatures behind one interface: `signer_of(method).sign(pdfs, secret)` -> signed PDFs.

Every signer gets final bytes and gives back PAdES; nothing is drawn, so the page stays as issued.
docs/letters.md tells how each is set up. A secret lives in the request that typed it: it is never
stored, logged, queued, or part of an error.
"""

from django.utils.module_loading import import_string

from assignments.letters.signing.interface import Secret, Signer, SigningError

__all__ = ["Secret", "Signer", "SigningError", "signer_of"]

# By name: only the one that signs is loaded, since their libraries take a second.
SIGNERS = {
    "simulated": "assignments.letters.signing.simulated.Simulation",
    "certificate": "assignments.letters.signing.certificate.LocalCertificate",
    "bsre_v1": "assignments.letters.signing.bsre.BsreV1",
    "bsre_v2": "assignments.letters.signing.bsre.BsreV2",
}


def signer_of(method: str, config: dict) -> Signer:
    """The signer of a signing method, set up from `settings.SIGNING`.

    Raises `SigningError` for a file that is signed elsewhere: it comes back by upload.
    """
    if method not in SIGNERS:
        raise SigningError(
            "Surat ini ditandatangani di luar portal. Unggah PDF yang sudah ditandatangani.", code="elsewhere"
        )
    return import_string(SIGNERS[method])(config)
