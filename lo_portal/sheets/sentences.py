"""Sentences of the Django-free parts, as data in both languages.

A sentence has a code (stable, for tests and programs) and two texts with the
same `{named}` parameters. `say` never raises for a missing language.
"""

from dataclasses import dataclass

DEFAULT_LANGUAGE = "id"


@dataclass(frozen=True, slots=True)
class Sentence:
    code: str
    id: str
    en: str

    def say(self, language=DEFAULT_LANGUAGE, /, **params):
        """The text in `language` ('id' or 'en', regions ignored), filled in."""
        text = self.en if language.startswith("en") else self.id
        return text.format(**params) if params else text


@dataclass(frozen=True, slots=True)
class Note:
    """Something that was tidied or guessed while reading; the value stands."""

    sentence: Sentence
    params: tuple = ()

    @property
    def code(self):
        return self.sentence.code

    def text(self, language=DEFAULT_LANGUAGE):
        return self.sentence.say(language, **dict(self.params))


def note(sentence, **params):
    return Note(sentence, tuple(params.items()))


class Refusal(Exception):
    """A refusal that can be said in both languages."""

    def __init__(self, sentence, **params):
        self.sentence = sentence
        self.params = params
        super().__init__(sentence.say("en", **params))

    @property
    def code(self):
        return self.sentence.code

    @property
    def message_id(self):
        return self.sentence.en

    def text(self, language=DEFAULT_LANGUAGE):
        return self.sentence.say(language, **self.params)


class SheetRefused(Refusal):
    """The whole file cannot be read; nothing was taken from it."""


class ReadingError(Refusal):
    """One cell cannot be read as what its column says it is."""
