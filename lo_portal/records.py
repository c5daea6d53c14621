"""Abstract bases shared by every room's models."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from lo_portal.refusals import Conflict


class Record(models.Model):
    """A row with an unguessable key, fit for URLs."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    created_at = models.DateTimeField(_("created"), auto_now_add=True, editable=False)
    updated_at = models.DateTimeField(_("changed"), auto_now=True, editable=False)

    class Meta:
        abstract = True


class Versioned(Record):
    """A row that two people may edit at once: `version` counts its saves.

    A form carries the version that its reader saw; `claim_version` refuses when it has moved on.
    """

    version = models.PositiveIntegerField(default=0, editable=False)

    class Meta:
        abstract = True

    def claim_version(self, seen: int | None) -> None:
        """Count one save up, or raise `Conflict` when `seen` is not the stored version.

        Call it inside the verb's transaction: the row stays locked until the commit, so of two
        people who press at once exactly one wins.
        """
        current = (
            type(self)._base_manager.select_for_update().values_list("version", flat=True).get(pk=self.pk)
        )
        if seen is not None and seen != current:
            raise Conflict(
                _("%(thing)s was changed by somebody else while you were editing. Compare, then save again.")
                % {"thing": self},
                code="stale_version",
            )
        self.version = current + 1
