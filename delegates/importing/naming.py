"""How a list names a delegation: by its code, by country and name, or by name alone.

Ministries and embassies know no codes. Whatever could mean two delegations means none here: the
list of delegations asks a person, the lists below it refuse the cell and say between which.
"""

import difflib
from dataclasses import dataclass, replace

from delegates.codes import codes_of, country_named, free_code
from delegates.columns import DELEGATION_COLUMNS
from delegates.models import Delegation
from delegates.reading import CODE_UNKNOWN, DELEGATION_UNSURE, NAMED_TWICE, core
from events.reading import FIELD_EMPTY
from lo_portal.imports.kinds import CHANGED, NEW, UNCHANGED, Problem
from lo_portal.sheets.columns import normal
from lo_portal.sheets.reading import Read, one_line
from lo_portal.sheets.sentences import ReadingError, note

CLOSE = 0.85
SHOWN = 4


@dataclass(frozen=True, slots=True)
class Named:
    """What a delegation may be called."""

    code: str
    name: str
    country: str = ""

    def __str__(self):
        return f"{self.code} {self.name}"


def known_as(name: str) -> str:
    """A name as compared: 'Delegasi Brunei' is 'Brunei Darussalam', 'Sabah, Negeri' is 'Negeri Sabah'."""
    return country_named(name) or " ".join(sorted(core(name).split()))


def keys_of(country: str, name: str) -> tuple[tuple[str, str], ...]:
    """By what a row without a code finds its delegation: a name counts alone where a country is missing."""
    word = known_as(name)
    return (("named", f"{country} {word}"), ("bare", word)) if country else (("name", word),)


def found_by(country: str, name: str) -> tuple[tuple[str, str], ...]:
    """The other side of `keys_of`: everything a known delegation answers to."""
    word = known_as(name)
    return (("named", f"{country} {word}") if country else ("bare", word), ("name", word))


def resemble(one: str, other: str) -> bool:
    """Whether two names may mean the same: one holds the other's words, or nearly, in any order."""
    mine, theirs = core(one), core(other)
    words, others = set(mine.split()), set(theirs.split())
    if words <= others or others <= words:
        return True
    ordered = (" ".join(sorted(found)) for found in (words, others))
    letters = difflib.SequenceMatcher(None, *ordered)
    return letters.real_quick_ratio() >= CLOSE and letters.quick_ratio() >= CLOSE and letters.ratio() >= CLOSE


def may_be(mine: dict, theirs: dict) -> bool:
    """Whether a row that found no delegation may be this one: a person is asked then.

    A name may be written in two ways; a row with a code is somebody else unless only the code is new.
    """
    countries = {mine.get("country", ""), theirs["country"]} - {""}
    if len(countries) > 1:
        return False
    if mine.get("code"):
        return known_as(mine["name"]) == known_as(theirs["name"])
    return resemble(mine["name"], theirs["name"])


def told_apart(records, context):
    """The rows of a delegation list with the keys of their names, where they have no code.

    A list that knows codes must give one to a delegation that is new.
    """
    coded = any(record.values.get("code") for record in records)
    answers = {key for one in known(context) for key in found_by(one.country, one.name)}
    printed = {normal(str(one)): one for one in known(context)}
    names = {known_as(one.name) for one in known(context)}
    first, told = {}, []
    for record in records:
        if record.keys and known_as(record.values.get("name", "")) not in names:
            record = replace(record, likeness="")  # a code and a name that nobody has: no need to ask
        if not record.keys and not record.errors:
            record = _printed(record, printed)
        if not record.keys and not record.errors:
            keys = keys_of(record.values.get("country", ""), record.values["name"])
            record = _keyed(record, keys, first, needs_code=coded and answers.isdisjoint(keys))
            first.setdefault(keys[0], record.row)
        told.append(record)
    return told


def _printed(record, printed):
    """`record` whose name is written as our own lists print it, with the code: 'BN-01 Brunei Darussalam'."""
    found = printed.get(normal(record.values["name"]))
    if found is None:
        return record
    values = record.values | {"code": found.code, "name": found.name}
    return replace(record, values=values, keys=(("code", found.code.upper()),))


def _keyed(record, keys, first, *, needs_code):
    if needs_code:
        said = note(FIELD_EMPTY, column=DELEGATION_COLUMNS[0].label)
        return record.with_error(Problem.of(record.row, "code", said))
    if keys[0] in first:
        said = note(NAMED_TWICE, name=record.values["name"], row=first[keys[0]])
        return record.with_error(Problem.of(record.row, "name", said))
    return replace(record, keys=keys)


def read_delegation(cell, context) -> Read:
    """The code of the delegation that a cell names. Raises where none or several could be meant."""
    text = one_line(cell)
    found = meant(text, known(context)) if text else ()
    if len({one.code for one in found}) > 1:
        raise ReadingError(DELEGATION_UNSURE, text=text, who=_listed(found))
    if found:
        return Read(found[0].code)
    if not text:
        return Read("")
    near = [one for one in known(context) if resemble(text, one.name)]
    if near:
        raise ReadingError(DELEGATION_UNSURE, text=text, who=_listed(near))
    raise ReadingError(CODE_UNKNOWN, text=text)


def _listed(several):
    names = list(dict.fromkeys(map(str, several)))
    return ", ".join(names[:SHOWN]) + (", ..." if len(names) > SHOWN else "")


def meant(text: str, delegations: list[Named]) -> list[Named]:
    """Those that `text` names: by code, by name, by a code in it ('BN-01 Brunei'), by country."""
    word = known_as(text)
    tests = (
        lambda one: one.code.upper() == text.upper(),
        lambda one: known_as(one.name) == word,
        lambda one: f" {normal(one.code)} " in f" {normal(text)} ",
        lambda one: one.country and one.country == country_named(text),
    )
    found = ([one for one in delegations if test(one)] for test in tests)
    return next(filter(None, found), [])


def known(context) -> list[Named]:
    """The event's delegations, and those of the delegation list in the same file."""
    if "delegations" not in context.memo:
        rows = Delegation.objects.filter(event=context.event)
        context.memo["delegations"] = [Named(*row) for row in rows.values_list("code", "name", "country")]
    return context.memo["delegations"] + context.memo.get("listed", [])


def country_of(code, context) -> str:
    return next((one.country for one in known(context) if one.code == code), "")


def complete(steps, context):
    """The steps of a delegation list with the codes that it left out; the lists below may name them."""
    taken = codes_of(context.event) | {step.values.get("code", "") for step in steps}
    names = {str(d.pk): Named(d.code, d.name, d.country.code or "") for d in context.event.delegations.all()}
    done = []
    for step in steps:
        if step.action in (NEW, CHANGED, UNCHANGED):
            step = _coded(step, names.get(step.pk), taken)
            taken.add(step.values["code"])
            values = step.values
            listed = Named(values["code"], values.get("name", ""), values.get("country", ""))
            context.memo.setdefault("listed", []).append(listed)
        done.append(step)
    return done


def without_change(step, field):
    """`step` where what a row says of `field` is only another way to write what is known."""
    changes = {name: pair for name, pair in step.changes.items() if name != field}
    action = UNCHANGED if step.action == CHANGED and not changes else step.action
    return replace(step, action=action, changes=changes)


def _coded(step, found, taken):
    """`step` with the code that its row leaves out; a name by which it was found is none to change."""
    values = step.values
    if values.get("code"):
        return step
    if found and known_as(found.name) == known_as(values["name"]):
        step, values = without_change(step, "name"), values | {"name": found.name}
    origin = {"country": values.get("country", ""), "name": values["name"]}
    code = found.code if found else free_code(**origin, taken=taken)
    return replace(step, label=f"{code} {values['name']}", values=values | {"code": code})
