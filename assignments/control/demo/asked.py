"""Three agencies are asked for reserves: one has answered, one has a question to answer, one is silent."""

from datetime import datetime, timedelta

from assignments.nominating import services as nominating
from events.models import Event
from officers import services as officers
from officers.models import Agency
from officers.nominations import reading
from officers.nominations import services as nominations

ANSWER_IN = timedelta(hours=40)
CONTACT = {"contact_name": "Ibu Ratna Contoh", "contact_email": "umum@perangkat-daerah.example"}
NAMED = (
    {
        "name": "Nurul Hidayah, S.I.Kom.", "nip": "199104052016042001", "golongan": "III/b",
        "position": "Pranata Humas", "phone": "0812 5550 1001", "languages": "Inggris B2", "sex": "P",
    },
    {
        "name": "Fransiskus Ola, S.Sos.", "nip": "198809172014031002", "golongan": "III/c",
        "position": "Analis Kebijakan", "phone": "0812 5550 1002", "languages": "Inggris C1; Mandarin pasif",
        "sex": "L",
    },
)  # fmt: skip
DOUBTED = {"name": "Yusuf Rahman", "position": "Tenaga ahli", "phone": "0812 5550 1003", "sex": "L"}


def ask(event: Event, staff, at: datetime) -> None:
    first, second, third = Agency.objects.order_by("name")[:3]
    first = officers.change_agency(agency=first, changes=CONTACT, by=staff, at=at)
    answered, doubted, _silent = nominating.ask_agencies(
        event=event,
        quotas={first: 2, second: 1, third: 2},
        due_at=at + ANSWER_IN,
        note="Cadangan yang lancar berbahasa Inggris dan bebas selama acara.",
        by=staff,
        at=at,
    )
    for texts in NAMED:
        nominations.name_nominee(nomination=answered, entry=_entry(answered, texts, at), at=at)
    nominations.submit_nomination(nomination=answered, remark="Keduanya siap bertugas malam.", at=at)
    nominee = nominations.name_nominee(nomination=doubted, entry=_entry(doubted, DOUBTED, at), at=at)
    question = "Apakah sudah pernah mendampingi tamu asing?"
    nominations.ask_nominee(nominee=nominee, question=question, by=staff, at=at)


def _entry(nomination, texts: dict, at: datetime) -> reading.Entry:
    entry = reading.entry_of(reading.read_form(nomination, texts, at))
    if entry is None:
        raise ValueError(f"the demo's nominee cannot be read: {texts}")
    return entry
