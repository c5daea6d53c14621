"""XML read as a stream of events: no tree, no DTD, no entities, nothing fetched."""

from xml.parsers import expat

from lo_portal.sheets import refusals
from lo_portal.sheets.sentences import SheetRefused


class Listener:
    """Hears elements by local name; subclasses define opened, closed, said."""

    def __init__(self, limits):
        self.limits = limits

    def opened(self, name, attrs):
        """An element begins. `attrs` (a dict) keep their prefixes."""

    def closed(self, name):
        """An element ends."""

    def said(self, text):
        """A piece of text."""


def listen(chunks, listener):
    """Feed `chunks` of bytes to `listener`. Raises SheetRefused for bad XML."""
    parser = _parser(listener)
    try:
        for chunk in chunks:
            parser.Parse(chunk, False)
        parser.Parse(b"", True)
    except expat.ExpatError as error:
        raise SheetRefused(refusals.BROKEN) from error
    return listener


def _parser(listener):
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_NEVER)
    names = {}
    left = listener.limits.elements

    def start(name, attrs):
        nonlocal left
        left -= 1
        if not left:
            raise SheetRefused(refusals.TOO_MANY_CELLS, limit=listener.limits.cells)
        local = names.get(name) or names.setdefault(name, name.rpartition(":")[2])
        listener.opened(local, attrs)

    parser.StartElementHandler = start
    parser.EndElementHandler = lambda name: listener.closed(names[name])
    parser.CharacterDataHandler = listener.said
    parser.StartDoctypeDeclHandler = _refuse_declaration
    parser.EntityDeclHandler = _refuse_declaration
    parser.ExternalEntityRefHandler = _refuse_declaration
    return parser


def _refuse_declaration(*_what):
    raise SheetRefused(refusals.ENTITIES)
