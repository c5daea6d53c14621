"""An invented event and officer, so that a profile can be looked at before any letter exists."""

from dataclasses import dataclass
from datetime import date

from assignments.letters import documents, drafting
from assignments.letters.facts import Duty, OfficerFacts


@dataclass(frozen=True)
class SampleEvent:
    name: str = "Pertemuan Contoh Tingkat Menteri"
    theme: str = "Contoh tema acara"
    place: str = "Pontianak"
    host: str = "Pemerintah Provinsi Kalimantan Barat"
    starts_on: date = date(2022, 11, 23)
    ends_on: date = date(2022, 11, 26)


OFFICER = OfficerFacts(
    officer_id="", name="Contoh Petugas, S.STP.", nip="199001012015011999", id_label="NIP",
    pangkat="Penata Tingkat I", golongan="III/d", position="Analis Protokol",
    agency="Biro Administrasi Pimpinan", role="officer",
    duties=(Duty("D-00", "Delegasi Contoh", "VIP", "2022-11-23", "2022-11-26"),),
)  # fmt: skip


def sample_letter(profile, logo: bytes | None) -> documents.SuratTugas:
    """A draft under `profile` with the sample's words."""
    letter = drafting.draft_letter(profile, SampleEvent(), [OFFICER], collective=False)
    return drafting.with_logo(letter, logo)
