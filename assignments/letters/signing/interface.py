"""What every signer has in common."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Protocol


class SigningError(Exception):
    """A file that could not be signed, in one Indonesian sentence that never holds a secret.

    `stops` tells that the next file would fail alike (wrong passphrase, service down): the rest is
    left alone, so that no account is locked by trying again and again.
    """

    def __init__(self, sentence: str, *, code: str, stops: bool = False):
        super().__init__(sentence)
        self.sentence = sentence
        self.code = code
        self.stops = stops


@dataclass(frozen=True)
class Secret:
    """Who signs and with what: `identity` is a NIK or e-mail address. Never shown, never pickled."""

    passphrase: str = field(default="", repr=False)
    identity: str = field(default="", repr=False)

    def __reduce__(self):
        raise TypeError("a secret does not leave its request")


@dataclass(frozen=True)
class Outcome:
    """One file's fate: the signed bytes, or why not."""

    pdf: bytes | None = None
    error: SigningError | None = None


class Signer(Protocol):
    """Signs many files in one go; the order of the outcomes is the order of the files."""

    needs_person: bool
    asks_identity: bool

    def sign(self, pdfs: Iterable[bytes], secret: Secret) -> Iterator[Outcome]:
        """Outcomes one by one; after an error that stops, no more follow."""
        ...


def one_by_one(pdfs: Iterable[bytes], sign) -> Iterator[Outcome]:
    """Outcomes of `sign(pdf) -> bytes` for each file, ending after an error that stops."""
    for pdf in pdfs:
        try:
            yield Outcome(pdf=sign(pdf))
        except SigningError as error:
            yield Outcome(error=error)
            if error.stops:
                return
