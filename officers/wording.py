"""Languages as people call them; stored are ISO 639 codes."""

from django.utils.translation import gettext_lazy as _

# Asked about in forms, the most useful first.
OFFERED = {
    "en": _("English"),
    "ms": _("Malay"),
    "tl": _("Tagalog"),
    "zh": _("Mandarin"),
    "ar": _("Arabic"),
    "ja": _("Japanese"),
    "ko": _("Korean"),
    "fr": _("French"),
    "nl": _("Dutch"),
    "de": _("German"),
}
# Read from lists (`reading.languages`), and printed.
LANGUAGES = OFFERED | {
    "id": _("Indonesian"),
    "es": _("Spanish"),
    "pt": _("Portuguese"),
    "ru": _("Russian"),
    "th": _("Thai"),
    "vi": _("Vietnamese"),
    "ta": _("Tamil"),
    "hi": _("Hindi"),
    "hak": _("Hakka (Khek)"),
    "nan": _("Teochew"),
    "iba": _("Iban"),
    "day": _("Dayak"),
    "jv": _("Javanese"),
    "su": _("Sundanese"),
    "mad": _("Madurese"),
    "bug": _("Buginese"),
}


def language_name(code: str) -> str:
    """'Inggris' for 'en'; a language without a name here keeps its code."""
    return str(LANGUAGES.get(code, code))
