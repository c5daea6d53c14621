"""Which column is what: headings compared with tables of aliases.

The tables live in the rooms; here is only the comparing. A heading such as
'NAMA / NIP' that is no alias as a whole is tried part by part and then feeds
several fields (a composite column).
"""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

_PARTS = re.compile(r"[/\n,;&+]|\bdan\b|\band\b")
_NOISE = re.compile(r"[^\w]+")
# A guess must rest on words of this length, or on several words.
SAYING_LENGTH = 4
# So many columns away a neighbour still tells what a shared heading means.
NEAR = 2


@dataclass(frozen=True, slots=True)
class Column:
    """A field that a list can carry, and what agencies call its column.

    `aliases` are separated by "|" and compared without case and signs.
    `required`: without it the sheet is not such a list. `clears`: an empty
    cell empties the field (False: an empty cell says nothing). An alias may
    belong to several columns ("Penerbangan" of two flights): then the one
    counts whose `beside` field stands nearest. `fits` knows the values of its
    column by their looks ("H.E." under "Title"): what stands below decides then.
    `identifies`: it names the record, so a row that holds nothing else is one.
    `group`: the column says something for several rows and may be blank below the
    first of them; columns of one `group` are blank together.
    """

    field: str
    label: str
    label_en: str
    aliases: str
    required: bool = False
    clears: bool = False
    beside: str = ""
    fits: Callable[[str], bool] | None = None
    group: str = ""
    identifies: bool = False

    def names(self):
        """Every heading that means this field, in its normal form."""
        return {normal(text) for text in (self.label, self.label_en, *self.aliases.split("|"))}

    def title(self, language="id"):
        return self.label_en if language.startswith("en") else self.label


@dataclass(frozen=True, slots=True)
class Heading:
    """One column of a file: its letterless index, its text, what it feeds.

    `certain` is False where only part of the heading was recognised.
    """

    index: int
    text: str
    fields: tuple[str, ...] = ()
    certain: bool = True


@lru_cache(maxsize=4096)
def normal(text):
    """'No. HP/WA' -> 'no hp wa': small letters and digits, single blanks."""
    plain = unicodedata.normalize("NFKC", str(text)).casefold()
    return _NOISE.sub(" ", plain.replace("_", " ")).strip()


def guess(texts, columns, lower=None, values=None):
    """Headings for `texts` (index -> heading text), each field used at most once.

    `lower` holds, for two-line headings, the text of the lower line alone;
    `values` (index -> texts) what stands below the headings.
    """
    exact = _exact(tuple(columns))
    lower, values = lower or {}, values or {}
    found = {index: _named(exact, text, lower.get(index, "")) for index, text in texts.items()}
    headings = {}
    for index, (fields, shared) in found.items():
        if fields and not shared and not _fed(headings).intersection(fields):
            headings[index] = Heading(index, texts[index], fields)
    beside = {column.field: column.beside for column in columns}
    for index, (fields, shared) in found.items():
        free = [field for field in fields if field not in _fed(headings)] if shared else []
        free = _fitting(free, columns, values.get(index, ()))
        if free:
            field, sure = _nearest(index, free, beside, headings)
            headings[index] = Heading(index, texts[index], (field,), certain=sure)
    for index, text in texts.items():
        if index not in headings:
            known = bool(found[index][0])
            field = None if known else _likely(text, exact, _fed(headings))
            headings[index] = Heading(index, text, (field,) if field else (), certain=not field)
    return tuple(headings[index] for index in sorted(headings))


def _fed(headings):
    return {field for heading in headings.values() for field in heading.fields}


def _named(exact, *texts):
    """(fields, whether they share the name) of the first of `texts` that is known."""
    for text in texts:
        shared = exact.get(normal(text), ())
        if len(shared) > 1:
            return shared, True
        fields = _certain(text, exact)
        if fields:
            return fields, False
    return (), False


def recognised(texts, columns):
    """How many of `texts` are certainly headings of `columns`."""
    exact = _exact(tuple(columns))
    return len({f for text in texts for f in _certain(text, exact)})


@lru_cache(maxsize=64)
def _exact(columns):
    fields = {}
    for column in columns:
        for name in column.names():
            fields[name] = (*fields.get(name, ()), column.field)
    return fields


def missing(headings, columns):
    """The required columns that no heading feeds."""
    fed = {field for heading in headings for field in heading.fields}
    return tuple(c for c in columns if c.required and c.field not in fed)


def _fitting(fields, columns, texts):
    """Those of `fields` whose looks the values below have; without values all of them."""
    fits = {column.field: column.fits for column in columns if column.field in fields and column.fits}
    if not texts or not fits:
        return fields
    own = [field for field, knows in fits.items() if 2 * sum(map(knows, texts)) > len(texts)]
    return own or [field for field in fields if field not in fits]


def _nearest(index, fields, beside, headings):
    """(field, whether it is sure): the one whose neighbour stands nearest at its left, else at its right."""
    places = {field: place for place, heading in headings.items() for field in heading.fields}
    away = {field: index - places[beside[field]] for field in fields if beside[field] in places}
    near = min(away, key=lambda field: (away[field] < 0, abs(away[field])), default=fields[0])
    return near, len(fields) == 1 or not beside[near] or abs(away.get(near, NEAR + 1)) <= NEAR


def _certain(text, exact):
    whole = normal(text)
    if whole in exact:
        return exact[whole][:1]
    parts = [normal(part) for part in _PARTS.split(str(text).casefold())]
    parts = [part for part in parts if part]
    if len(parts) > 1 and all(part in exact for part in parts):
        return tuple(dict.fromkeys(exact[part][0] for part in parts))
    return ()


def _likely(text, exact, taken):
    """The free field whose longest alias has all its words in the heading."""
    words = set(normal(text).split())
    best = None
    for alias, fields in exact.items():
        tokens = alias.split()
        saying = len(tokens) > 1 or len(alias) >= SAYING_LENGTH
        free = [field for field in fields if field not in taken]
        fits = free and saying and words.issuperset(tokens)
        if fits and (best is None or len(alias) > len(best[0])):
            best = (alias, free[0])
    return best[1] if best else None
