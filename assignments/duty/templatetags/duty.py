"""Small renderings of a duty sheet's parts in templates."""

from dataclasses import dataclass
from urllib.parse import quote

from django import template
from django.utils.translation import get_language

from assignments.duty import pages, phrasing
from assignments.duty.models import DutySheet
from assignments.duty.sheet import DelegationPart, GuestPart
from lo_portal import formats

register = template.Library()

FORMS_OF_ADDRESS = ("Pak", "Bapak", "Bu", "Ibu")


@dataclass(frozen=True)
class Tier:
    """What the tier badge reads."""

    code: str
    rank: int


@register.filter
def tier_of(part: DelegationPart) -> Tier:
    """``{% tier_badge part|tier_of %}``."""
    return Tier(part.tier, part.tier_rank)


@register.filter
def owner_mark(user) -> str:
    """Whose taps wait on this phone: the mark of the kept pages."""
    return pages.owner_of(user)


@register.filter
def guest_role(guest: GuestPart) -> str:
    return phrasing.guest_role(guest, get_language())


@register.filter
def when_time(at, zone: str) -> str:
    """``14.05 WIB``, as plain text inside a sentence."""
    return formats.time(at, zone, get_language()) if at else ""


@register.filter
def short_name(name: str) -> str:
    """The first word of a name without titles: "Dr. Syarifah Zahra, S.Sos." -> "Syarifah"."""
    words = [word for word in name.split(",")[0].split() if not word.endswith(".")]
    if words and words[0] in FORMS_OF_ADDRESS:
        return " ".join(words[:2])
    return words[0] if words else name


@register.filter
def chat(phone: str) -> str:
    """Address of a WhatsApp chat; empty for an Indonesian landline, which has none."""
    digits = formats.whatsapp(phone)
    landline = digits.startswith("62") and not digits.startswith("628")
    return "" if landline or not digits else f"https://wa.me/{digits}"


@register.filter
def of_person(keys: dict, user_id):
    """``{{ messages_of|of_person:row.officer.user_id }}``."""
    return keys.get(user_id)


@register.filter
def codes(slots) -> str:
    """``D-08/2, D-15/1``; after ten "..."."""
    shown = ", ".join(slot.code for slot in slots[:10])
    return f"{shown} …" if len(slots) > 10 else shown


@register.filter
def chat_url(row: DutySheet) -> str:
    """A WhatsApp chat with the officer, prefilled with what this sheet changed."""
    digits = formats.whatsapp(str(row.officer.phone))
    lines = [change.sentence for change in row.told]
    return f"https://wa.me/{digits}?text={quote(chr(10).join(lines))}" if digits else ""
