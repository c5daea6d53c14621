"""Which tier a delegation's row belongs to: its cell, its section, or the only one that there is."""

from dataclasses import replace

from delegates.reading import tier_above
from events.reading import TIER_EMPTY, TIER_UNKNOWN, tier_names
from lo_portal.imports.kinds import ERROR, NEW, Problem
from lo_portal.sheets.columns import normal
from lo_portal.sheets.reading import Read, one_line
from lo_portal.sheets.sentences import ReadingError, note


def read_tier(reader, table, context):
    """The tier's code from the cell, else from the section that the row stands in: 'A. VVIP'."""
    names = tier_names(_tiers(context))

    def read(cell):
        text = one_line(cell)
        if not text:
            above = tier_above(table, reader.row.number, names)
            if above:
                return Read(above)
            raise ReadingError(TIER_EMPTY, choices=_choices(context))
        if normal(text) not in names:
            raise ReadingError(TIER_UNKNOWN, text=text, choices=_choices(context))
        return Read(names[normal(text)])

    if not reader.has("tier"):
        return tier_above(table, reader.row.number, names) or None
    return reader.read("tier", read)


def completed(step, context):
    """Tiers may be left out for who is known; a new delegation gets the only one, else is asked for."""
    if step.action != NEW or step.pk or step.values.get("tier"):
        return step
    tiers = _tiers(context)
    if len(tiers) == 1:
        return replace(step, values=step.values | {"tier": tiers[0][0]})
    said = note(TIER_EMPTY, choices=_choices(context))
    return replace(step, action=ERROR, errors=(*step.errors, Problem.of(step.row, "tier", said)))


def _tiers(context):
    if "tiers" not in context.memo:
        context.memo["tiers"] = [(t.code, t.name, t.aliases) for t in context.event.tiers.all()]
    return context.memo["tiers"]


def _choices(context):
    return ", ".join(name for _code, name, _aliases in _tiers(context))
