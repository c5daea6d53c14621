"""Whether a signed file is the letter that was sent out, signed, and nothing else."""

import io

import pypdfium2

from assignments.letters.signing.interface import SigningError

MAGIC = b"%PDF-"


def check_signed(unsigned: bytes, signed: bytes) -> None:
    """Raise `SigningError` unless `signed` is `unsigned` with a good signature behind it.

    The unsigned bytes must be the beginning of the file (so number and QR code are the issued ones),
    every signature must be intact, the last one must cover the whole file, and the words of the pages
    must be what they were: something else could be appended before it was signed.
    """
    if not signed.startswith(MAGIC):
        raise SigningError("Berkas ini bukan PDF.", code="no_pdf")
    if not signed.startswith(unsigned):
        raise SigningError(
            "Isi PDF ini bukan surat yang diekspor portal: byte aslinya sudah berubah.", code="other_bytes"
        )
    check_signatures(signed)
    if page_words(signed) != page_words(unsigned):
        raise SigningError("Tulisan pada surat berubah sebelum ditandatangani.", code="other_words")


def check_signatures(signed: bytes) -> None:
    """Raise `SigningError` unless the PDF bears signatures that are all intact, the last over all of it."""
    # Here and not above: pyHanko takes a second, and every process of the site would wait for it.
    from pyhanko.pdf_utils.misc import PdfError
    from pyhanko.pdf_utils.reader import PdfFileReader
    from pyhanko.sign.validation import validate_pdf_signature
    from pyhanko.sign.validation.errors import SignatureValidationError
    from pyhanko.sign.validation.status import SignatureCoverageLevel
    from pyhanko_certvalidator import ValidationContext

    try:
        reader = PdfFileReader(io.BytesIO(signed))
        signatures = list(reader.embedded_signatures)
        context = ValidationContext(trust_roots=[], allow_fetching=False)
        good = [validate_pdf_signature(one, context) for one in signatures]
    except (PdfError, SignatureValidationError, ValueError, KeyError, TypeError):
        raise SigningError("Tanda tangan dalam PDF ini tidak terbaca.", code="unreadable") from None
    if not good:
        raise SigningError("PDF ini belum ditandatangani.", code="unsigned")
    whole = good[-1].coverage == SignatureCoverageLevel.ENTIRE_FILE
    if not whole or not all(one.intact and one.valid for one in good):
        raise SigningError("Tanda tangan rusak: berkas diubah sesudah ditandatangani.", code="broken")


def page_words(pdf: bytes) -> list[str]:
    """The words of every page. Raises `SigningError` for a file that cannot be opened."""
    try:
        with pypdfium2.PdfDocument(pdf) as opened:
            return [page.get_textpage().get_text_range() for page in opened]
    except pypdfium2.PdfiumError:
        raise SigningError("PDF ini rusak dan tidak dapat dibuka.", code="broken_pdf") from None
