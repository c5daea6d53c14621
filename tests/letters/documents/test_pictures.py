import dataclasses
import io
import struct
import zlib

import pytest
from PIL import Image

from assignments.letters.documents import assets, checks, emblem, logo
from assignments.letters.documents.errors import DocumentError
from tests.letters.documents.samples import LETTERHEAD, letter, picture, rendered

SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'


def png_claiming(width, height):
    """A PNG whose header promises a huge picture in a few bytes."""
    header = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    chunks = [(b"IHDR", header), (b"IDAT", zlib.compress(b"\x00" * 1000)), (b"IEND", b"")]
    body = b"".join(
        struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
        for name, data in chunks
    )
    return b"\x89PNG\r\n\x1a\n" + body


@pytest.mark.parametrize(
    ("data", "part"),
    [
        (SVG, "SVG tidak diterima"),
        (b"\x89PNG\r\n\x1a\n" + SVG, "PNG atau JPEG"),
        (b"", "PNG atau JPEG"),
        (picture("GIF"), "PNG atau JPEG"),
        (picture()[:60], "rusak"),
        (png_claiming(30_000, 30_000), "40 megapiksel"),
        (png_claiming(8_000, 6_000), "40 megapiksel"),
        (b"x" * 10_000_001, "lebih dari 10 MB"),
    ],
    ids=[
        "svg",
        "svg in disguise",
        "empty",
        "gif",
        "cut off",
        "900 megapixels",
        "48 megapixels",
        "too many bytes",
    ],
)
def test_unusable_pictures_are_refused_in_words(data, part):
    with pytest.raises(DocumentError, match=part):
        logo.prepared(data)


def test_a_picture_is_encoded_anew_and_made_small():
    dirty = picture("JPEG", size=(2000, 1000), comment=b"<script>alert(1)</script>")
    clean = logo.prepared(dirty)
    assert b"script" not in clean
    assert Image.open(io.BytesIO(clean)).size == (320, 160)


def test_transparency_is_kept_and_orientation_applied():
    out = io.BytesIO()
    Image.new("RGBA", (30, 30), (0, 0, 0, 0)).save(out, format="PNG")
    assert Image.open(io.BytesIO(logo.prepared(out.getvalue()))).mode == "RGBA"
    exif = Image.Exif()
    exif[0x0112] = 6
    turned = logo.prepared(picture("JPEG", size=(60, 40), exif=exif))
    assert Image.open(io.BytesIO(turned)).size == (40, 60)


def test_a_letter_refuses_a_hostile_logo():
    document = letter(letterhead=dataclasses.replace(LETTERHEAD, logo=SVG))
    with pytest.raises(DocumentError, match="SVG"):
        checks.cleaned(document)


@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
def test_a_letter_prints_its_own_logo(kind):
    own = rendered(letter(letterhead=dataclasses.replace(LETTERHEAD, logo=picture(kind))))
    assert own.pages == rendered(letter()).pages
    assert own.sha256 != rendered(letter()).sha256


def test_the_emblem_in_static_is_what_the_code_draws():
    assert (assets.STATIC / "emblem.svg").read_text(encoding="utf-8") == emblem.svg()
    committed, drawn = Image.open(assets.STATIC / "emblem.png"), Image.open(io.BytesIO(emblem.png()))
    assert committed.size == drawn.size == (250, 300)
    assert committed.tobytes() == drawn.tobytes()
