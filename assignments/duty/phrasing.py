"""How one entry of a sheet reads: what to do, which clock counts, what the flight does. Pure."""

from datetime import datetime

from assignments.duty.sheet import Contact, DelegationPart, Entry, GuestPart
from assignments.duty.words import words_in
from lo_portal import formats


def entry_title(entry: Entry, lang: str = "id") -> str:
    """The duty in one line: "Jemput Madam Secretary Tolentino", or the item's own title."""
    words = words_in(lang)
    if entry.kind == "transfer":
        place = entry.flight.destination if entry.flight else ""
        key = "transfer" if place else "transfer_nowhere"
        return entry.title or words[key].format(guest=entry.guest, place=place)
    if entry.kind in ("arrival", "departure"):
        return entry.title or words[entry.kind].format(guest=entry.guest)
    return entry.title


def clock_label(entry: Entry, lang: str = "id") -> str:
    """What happens at `starts_at`: "GA-502 mendarat", "Mulai"."""
    words = words_in(lang)
    code = (entry.flight and entry.flight.code) or words["a_flight"]
    labels = {
        "arrival": words["lands"].format(code=code),
        "departure": words["leaves"].format(code=code),
        "transfer": words["drives"],
    }
    return labels.get(entry.kind, words["starts_at"])


def flight_state(entry: Entry, lang: str = "id") -> tuple[str, str]:
    """Kind of mark and words for the leg: ("ok", "tepat waktu"), ("wait", "jadwal semula 10.35")."""
    words, flight = words_in(lang), entry.flight
    if flight is None or entry.kind == "transfer" or flight.scheduled_at is None:
        return "", ""
    if flight.actual_at is not None:
        return "ok", words["landed" if entry.kind == "arrival" else "left"]
    if flight.estimated_at is not None and flight.estimated_at != flight.scheduled_at:
        return "wait", words["delayed"].format(time=formats.clock(flight.scheduled_at, entry.zone, lang))
    if flight.estimated_at is not None:
        return "ok", words["on_time"]
    return "", ""


def zoned(at: datetime | None, entry: Entry, lang: str = "id") -> str:
    """``19.00 WIB``, and the guest's clock at home where it differs: ``19.00 WIB (20.00 di Filipina)``."""
    if at is None:
        return ""
    shown = formats.time(at, entry.zone, lang)
    homes = [home_clock(at, entry, clock, lang) for clock in entry.home]
    beside = ", ".join(dict.fromkeys(home for home in homes if home))
    return f"{shown} ({beside})" if beside else shown


def home_clock(at: datetime, entry: Entry, clock, lang: str = "id") -> str:
    """The guest's time at home; empty where it is the same."""
    return formats.home_time(at, entry.zone, clock.zone, lang, place=clock.place)


def entry_span(entry: Entry, lang: str = "id") -> str:
    """``19.00–21.30 WIB``, for an instant ``10.35 WIB``."""
    if entry.ends_at is None:
        return formats.time(entry.starts_at, entry.zone, lang)
    return formats.time_range(entry.starts_at, entry.ends_at, entry.zone, lang)


def contact_label(contact: Contact, lang: str = "id") -> str:
    """``Pengemudi KB 1104 XT``; ``Rekan LO D-04/2``."""
    return f"{words_in(lang)[contact.role]} {contact.detail}".strip()


def contact_line(contact: Contact, lang: str = "id") -> str:
    """``Koordinator: Hendri Gunawan 0812-3456-7890``."""
    call = " ".join(part for part in (contact.name, formats.phone(contact.phone)) if part)
    return f"{contact_label(contact, lang)}: {call}"


def contact_name(contact: Contact, lang: str = "id") -> str:
    return contact.name or words_in(lang)[contact.role]


def guest_role(guest: GuestPart, lang: str = "id") -> str:
    return words_in(lang)["head_role" if guest.role == "head" else guest.role]


def delegation_line(part: DelegationPart, lang: str = "id") -> str:
    """``D-04 MinDA, Filipina``: the country only where the name does not say it."""
    country = part.country_name if part.country_name not in part.name else ""
    return ", ".join(piece for piece in (f"{part.code} {part.name}", country) if piece)


def duty_line(part: DelegationPart, lang: str = "id") -> str:
    """``D-04 MinDA, Filipina (LO 1)``; a backup is called one."""
    words = words_in(lang)
    role = words["slot"].format(slot=part.slot)
    if part.kind != "primary":
        role = f"{words['backup']} {role}"
    return f"{delegation_line(part, lang)} ({role})"
