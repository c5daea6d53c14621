"""What two rows of one officer may both have here: the same word given to the same event."""

from assignments.field.models import Acknowledgement
from officers.merging.settling import drop_where_kept_has, settles

settles("field.acknowledgement")(drop_where_kept_has(Acknowledgement, "event"))
