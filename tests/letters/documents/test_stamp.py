"""The stamped letter is the fully rendered letter, byte-stable, and falls back when it must."""

import dataclasses
import hashlib
import io
import os
import subprocess
import sys
import tempfile
from pathlib import Path

import pikepdf
import pytest
from PIL import Image, ImageChops

from assignments.letters import documents
from assignments.letters.documents import shaping, stamp
from tests.letters.documents.samples import (
    ASSIGNEE,
    COMMON,
    DUTIES,
    PERSON,
    THREE_LINES,
    assignee,
    letter,
    rendered,
    words,
)

CERTIFICATE = documents.Sertifikat(
    **COMMON,
    recipient=PERSON,
    role="Peserta",
    given="pada Bimbingan Teknis Petugas Penghubung tanggal 8 s.d. 10 November 2022 di Pontianak",
    hours=24,
    materials=(documents.Material("Etika", 4, "Contoh Narasumber"),),
)


def for_person(**changes):
    return letter(kepada=(dataclasses.replace(ASSIGNEE, person=dataclasses.replace(PERSON, **changes)),))


SAMPLES = {
    "arial": letter(),
    "bookman": letter(paper=documents.F4_BOOKMAN),
    "a4": letter(paper=documents.A4, dated="two_lines"),
    "three lines": for_person(jabatan=THREE_LINES),
    "accents": for_person(name="Jos\u00e9 \u0141ukasz N\u00fa\u00f1ez \u017deljko, S.E."),
    "kerning": for_person(name="AVATAR Tono Yoyo W.A. To, Ph.D.", unit="Dinas Tata Ruang Wilayah"),
    "two pages": letter(untuk=DUTIES * 5),
    "no rank": for_person(nip="", pangkat="", golongan=""),
    "draft": letter(number=None, date=None, qr_url="", watermark="DRAF"),
    "certificate": CERTIFICATE,
}


@pytest.mark.parametrize("sample", SAMPLES)
def test_stamp_and_full_render_print_the_same_words(sample):
    full, stamped = rendered(SAMPLES[sample], "full"), rendered(SAMPLES[sample], "stamp")
    assert (full.way, stamped.way) == ("full", "stamp")
    assert words(full.texts) == words(stamped.texts)
    assert full.pages == stamped.pages


@pytest.mark.parametrize("sample", SAMPLES)
def test_stamp_and_full_render_look_the_same(sample):
    off = total = 0
    pairs = zip(pictures(SAMPLES[sample], "full"), pictures(SAMPLES[sample], "stamp"), strict=True)
    for full, stamped in pairs:
        histogram = ImageChops.difference(full, stamped).histogram()
        total += sum(histogram)
        off += sum(histogram[1:])
    assert off / total <= 0.0005


def pictures(document, way):
    with tempfile.TemporaryDirectory() as folder:
        command = ["pdftoppm", "-r", "150", "-gray", "-", f"{folder}/page"]
        subprocess.run(command, input=rendered(document, way).pdf, check=True)
        return [Image.open(path).copy() for path in sorted(Path(folder).glob("*.pgm"))]


def test_a_stamped_letter_is_a_sound_pdf_a_with_a_title_of_its_own():
    with pikepdf.open(io.BytesIO(rendered(letter(), "stamp").pdf)) as file:
        assert file.check_pdf_syntax() == []
        with file.open_metadata() as metadata:
            assert metadata["dc:title"] == "Surat Tugas 800.1.11.1/123/RO-ADPIM/2022"
            assert (metadata["pdfaid:part"], metadata["pdfaid:conformance"]) == ("3", "U")
        assert str(file.docinfo["/Title"]) == "Surat Tugas 800.1.11.1/123/RO-ADPIM/2022"
        assert file.Root.OutputIntents[0].S == "/GTS_PDFA1"
        assert "/Names" not in file.Root
        assert len(file.pages) == 1


@pytest.mark.parametrize(
    "changes",
    [
        {"name": "Nguy\u1ec5n V\u0103n \u1ea0"},
        {"jabatan": "Penata-Layanan-Operasional/" * 4 + "Pertama"},
        {"name": "W" * 60},
    ],
)
def test_what_does_not_fit_the_stamp_takes_the_full_render(changes):
    result = rendered(for_person(**changes), "stamp")
    assert result.way == "full"
    assert result.pdf == rendered(for_person(**changes), "full").pdf


def test_kinds_without_a_shared_body_take_the_full_render():
    collective = letter(kind="collective", kepada=(assignee(1), assignee(2)))
    assert stamp.plan(collective) is None
    assert rendered(collective, "stamp").way == "full"


def test_a_batch_gives_every_letter_once_and_lets_a_bad_one_fail_alone():
    batch = [letter(kepada=(assignee(place),), number=f"800/{place}/2022") for place in (1, 2, 7, 3, 14)]
    batch[1] = dataclasses.replace(batch[1], number="x" * 81)
    batch.append(letter(kepada=(assignee(4),), closing="Lain."))
    items = {item.position: item for item in documents.render_batch(batch)}
    assert sorted(items) == [0, 1, 2, 3, 4, 5]
    assert str(items[1].error) == "Nomor terlalu panjang: 81 huruf, paling banyak 80."
    assert [items[place].rendered.way for place in (0, 2, 3, 4, 5)] == ["stamp"] * 4 + ["full"]
    for place in (0, 2, 3, 4, 5):
        assert batch[place].kepada[0].person.name in "".join(items[place].rendered.texts)
        assert batch[place].number in "".join(items[place].rendered.texts)


def test_a_letter_has_the_same_bytes_alone_and_in_a_batch():
    batch = [letter(kepada=(assignee(place),)) for place in (1, 2)]
    together = [item.rendered.pdf for item in documents.render_batch(batch)]
    assert together == [rendered(one, "stamp").pdf for one in batch]
    in_full = [item.rendered.way for item in documents.render_batch(batch, way="full")]
    assert in_full == ["full", "full"]


SCRIPT = """
import hashlib
from assignments.letters import documents
from tests.letters.documents.samples import letter
for way in ("full", "stamp"):
    print(hashlib.sha256(documents.render(letter(), way=way).pdf).hexdigest())
"""


@pytest.mark.parametrize("seed", ["0", "12345"])
def test_bytes_are_equal_in_another_process_with_another_hash_seed(seed):
    environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(Path(__file__).parents[3])}
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT], env=environment, capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == [
        hashlib.sha256(rendered(letter(), way).pdf).hexdigest() for way in ("full", "stamp")
    ]


def test_lines_are_broken_at_spaces_and_nothing_is_guessed():
    lines = shaping.broken(THREE_LINES, 250, 12, "arial", False)
    assert len(lines) >= 3
    assert " ".join(line.text for line in lines) == THREE_LINES
    assert all(line.width <= 250 for line in lines)
    assert shaping.broken("Analis/Protokol " * 9, 250, 12, "arial", False) is None
    assert shaping.broken("W" * 60, 250, 12, "arial", False) is None
    exact = shaping.shaped("Petugas", 12, "arial", False).width
    assert shaping.broken("Petugas", exact + 0.1, 12, "arial", False) is None


@pytest.mark.parametrize(
    ("text", "certain"),
    [
        ("Kepala Seksi (Tata) Usaha, K.H. Sa'ad & Dato' Sri", True),
        ("Analis Kebijakan Ke-25", False),
        ("Penata/Pengelola Layanan", False),
        ('Kepala "Administrasi" Umum', False),
        ("Dato' (Tata) Usaha", False),
        ("Siapa ? Kepala", False),
        ("Kepala ) Usaha", False),
        ("a?b Usaha", False),
    ],
)
def test_only_text_that_breaks_at_spaces_alone_is_wrapped_by_the_stamp(text, certain):
    assert bool(shaping.BREAKS_AT_SPACES.match(text)) is certain
