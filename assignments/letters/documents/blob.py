"""A PDF of which only a few objects change: the rest is serialised once and copied whole."""

from __future__ import annotations

import hashlib
import io
from dataclasses import dataclass

import pikepdf

HEADER = b"%PDF-1.7\n%\xf0\x9f\x96\xa4\n"


@dataclass(frozen=True)
class FixedPart:
    """`constant` holds header and fixed objects; `offsets` their places by object number.

    `open_numbers` name the objects that each file brings itself.
    """

    constant: bytes
    offsets: tuple[int, ...]
    open_numbers: tuple[int, ...]
    root: int
    info: int
    digest: str

    def file(self, bodies: dict[int, bytes]) -> bytes:
        """A complete file; `bodies` maps every open number to the object's own bytes."""
        parts, offsets, place = [self.constant], list(self.offsets), len(self.constant)
        for number in self.open_numbers:
            part = b"%d 0 obj\n%s\nendobj\n" % (number, bodies[number])
            offsets[number] = place
            place += len(part)
            parts.append(part)
        identity = hashlib.md5(self.digest.encode() + b"".join(parts[1:]), usedforsecurity=False).hexdigest()
        entries = b"".join(b"%010d 00000 n \n" % offset for offset in offsets[1:])
        table = b"xref\n0 %d\n0000000000 65535 f \n%s" % (len(offsets), entries)
        trailer = b"trailer\n<</Size %d/Root %d 0 R/Info %d 0 R/ID[<%s><%s>]>>\n" % (
            len(offsets), self.root, self.info, identity.encode(), identity.encode(),
        )  # fmt: skip
        return b"".join((*parts, table, trailer, b"startxref\n%d\n%%%%EOF\n" % place))


def stream(content: bytes, extra: bytes = b"") -> bytes:
    """The bytes of a stream object; `extra` holds further dictionary entries."""
    return b"<</Length %d%s>>\nstream\n%s\nendstream" % (len(content), extra, content)


def fixed_part(pdf: pikepdf.Pdf, open_objects: list[pikepdf.Object]) -> tuple[FixedPart, list[int]]:
    """Serialises all but the open objects; also gives the open ones' new numbers in their order.

    `open_objects` are indirect streams or dictionaries that the file already refers to.
    """
    marks = [f"terbuka-{place}" for place in range(len(open_objects))]
    for mark, opened in zip(marks, open_objects, strict=True):
        opened["/Tanda"] = pikepdf.String(mark)
    saved = io.BytesIO()
    pdf.save(
        saved,
        object_stream_mode=pikepdf.ObjectStreamMode.disable,
        deterministic_id=True,
        fix_metadata_version=False,
    )
    with pikepdf.open(saved) as clean:
        return _serialised(clean, marks)


def _serialised(clean: pikepdf.Pdf, marks: list[str]) -> tuple[FixedPart, list[int]]:
    found: dict[str, int] = {}
    constant, offsets = bytearray(HEADER), [0]
    for number in range(1, len(clean.objects) + 1):
        obj = clean.get_object(number, 0)
        mark = _mark_of(obj)
        offsets.append(0 if mark else len(constant))
        if mark:
            found[mark] = number
        else:
            constant += b"%d 0 obj\n%s\nendobj\n" % (number, _object_bytes(obj))
    numbers = [found[mark] for mark in marks]
    root, info = clean.trailer["/Root"].objgen[0], clean.trailer["/Info"].objgen[0]
    digest = hashlib.sha256(constant).hexdigest()
    return FixedPart(bytes(constant), tuple(offsets), tuple(numbers), root, info, digest), numbers


def _mark_of(obj: pikepdf.Object) -> str:
    if isinstance(obj, (pikepdf.Dictionary, pikepdf.Stream)) and "/Tanda" in obj:
        return str(obj["/Tanda"])
    return ""


def _object_bytes(obj: pikepdf.Object) -> bytes:
    if not isinstance(obj, pikepdf.Stream):
        return obj.unparse(resolved=True)
    raw = obj.read_raw_bytes()
    head = obj.stream_dict.unparse(resolved=True)
    return head + b"\nstream\n" + raw + b"\nendstream"
