"""Which letter asks which agency."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from assignments.letters.models import Letter
from lo_portal.records import Record
from officers.nominations.models import Nomination


class RequestLetter(Record):
    """The official letter of a nomination; one letter may ask several agencies."""

    nomination = models.OneToOneField(
        Nomination, on_delete=models.CASCADE, related_name="request_letter", verbose_name=_("nomination")
    )
    letter = models.ForeignKey(
        Letter, on_delete=models.CASCADE, related_name="requests", verbose_name=_("letter")
    )

    class Meta:
        verbose_name = _("letter of a nomination")
        verbose_name_plural = _("letters of nominations")

    def __str__(self):
        return f"{self.letter}: {self.nomination}"
