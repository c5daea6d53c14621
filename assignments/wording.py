"""The core's sentences as this product says them, with readable names for ids, countries and languages."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assignments.matching.rules import CEFR
from officers.wording import LANGUAGES

# The core's "excluded by the delegation" carries what the product knows: the officer said no to this event.
OWN_WORDS = {
    "rule.exclusion": gettext_lazy("Officer has not declined a duty of this event"),
    "pass.exclusion": gettext_lazy("has not declined"),
    "fail.exclusion": gettext_lazy("has declined a duty of this event"),
}


def say(phrase, language: str, names: dict[str, str]) -> str:
    """A phrase of the core in words; a plain text as it is."""
    if not hasattr(phrase, "say"):
        return str(phrase)
    own = OWN_WORDS.get(phrase.code)
    return str(own) if own else phrase.say(language, names)


def language_names() -> dict[str, str]:
    """`en B2` -> `Inggris B2`, and the code alone, for the languages this product has names for."""
    named = {}
    for code, name in LANGUAGES.items():
        named[code] = str(name)
        named |= {f"{code} {level}": f"{name} {level}" for level in CEFR[1:]}
    return named


def either(words: list[str]) -> str:
    """`Melayu B1 atau Inggris B1`."""
    return _(" or ").join(words)
