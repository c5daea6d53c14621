"""No signature at all, said on every page: the text carries the watermark SIMULASI."""

from collections.abc import Iterable, Iterator

from assignments.letters.signing.interface import Outcome, Secret


class Simulation:
    """Gives the bytes back as they are; the worker puts such letters in force by itself."""

    needs_person = False
    asks_identity = False

    def __init__(self, config: dict):
        pass

    def sign(self, pdfs: Iterable[bytes], secret: Secret) -> Iterator[Outcome]:
        for pdf in pdfs:
            yield Outcome(pdf=pdf)
