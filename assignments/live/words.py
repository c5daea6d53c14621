"""The board's words."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from assignments.live.board import Column, Group

COLUMN_WORDS = {
    Column.LANDED: pgettext_lazy("phase", "Landed"),
    Column.MET: _("Picked up"),
    Column.HOTEL: _("At the hotel"),
    Column.AGENDA: _("At the agenda"),
    Column.TO_AIRPORT: _("To the airport"),
    Column.DEPARTED: pgettext_lazy("phase", "Departed"),
}
GROUP_WORDS = {
    Group.LOOK: _("Needs a look"),
    Group.MOVING: _("On the way"),
    Group.HOTEL: _("At the hotel"),
    Group.AGENDA: _("At the agenda"),
    Group.EXPECTED: _("Not here yet"),
    Group.GONE: pgettext_lazy("phase", "Departed"),
}
# One word for a tile of the wall, and its look.
TILE_WORDS = {
    Group.LOOK: (pgettext_lazy("tile", "LOOK"), "g1"),
    Group.MOVING: (pgettext_lazy("tile", "ON WAY"), "g2"),
    Group.HOTEL: (pgettext_lazy("tile", "HOTEL"), "g3"),
    Group.AGENDA: (pgettext_lazy("tile", "AGENDA"), "g4"),
    Group.EXPECTED: (pgettext_lazy("tile", "NOT YET"), "g5"),
    Group.GONE: (pgettext_lazy("tile", "GONE"), "g5"),
}
