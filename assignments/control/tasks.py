"""Background work of this room."""

from assignments.control.demo import confirming
from lo_portal.jobs import services as jobs

jobs.handler(confirming.KIND)(confirming.wait_and_confirm)
