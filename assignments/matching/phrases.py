"""The sentences of the core in Indonesian and English, as data; this package knows no gettext."""

from __future__ import annotations

from collections.abc import Mapping

SENTENCES: dict[str, dict[str, str]] = {}
"""code -> {"id": template, "en": template}; filled by the modules that own the codes."""


def add(sentences: Mapping[str, tuple[str, str]]) -> None:
    """Register (Indonesian, English) templates; a code is registered once."""
    for code, (indonesian, english) in sentences.items():
        SENTENCES[code] = {"id": indonesian, "en": english}


def say(code: str, values: Mapping[str, object], language: str, names: Mapping[str, str]) -> str:
    """The sentence of `code`; ids among the values are shown by their name where `names` has one."""
    template = SENTENCES[code]["en" if language.startswith("en") else "id"]
    return template.format(**{key: _shown(value, language, names) for key, value in values.items()})


def _shown(value: object, language: str, names: Mapping[str, str]) -> str:
    if hasattr(value, "say"):
        return value.say(language, names)
    if isinstance(value, (tuple, list)):
        return ", ".join(_shown(item, language, names) for item in value)
    return names.get(value, value) if isinstance(value, str) else str(value)
