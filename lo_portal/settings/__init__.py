"""Settings of LO Portal, one file a subject. What differs between machines comes from the environment."""

from lo_portal.settings.browser import *
from lo_portal.settings.machine import *
from lo_portal.settings.people import *
from lo_portal.settings.rooms import *
from lo_portal.settings.work import *
