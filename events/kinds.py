"""What an event is."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class EventKind(models.TextChoices):
    MINISTERIAL = "ministerial", _("Ministerial meeting")
    VISIT = "visit", _("State or working visit")
    COORDINATION = "coordination", _("Coordination meeting (rakor)")
    TRAINING = "training", _("Training (bimtek)")
    COURSE = "course", _("Course (pelatihan)")


# Kinds at which officers learn: sessions with lesson hours, attendance, a certificate.
LEARNING_KINDS = {EventKind.COORDINATION, EventKind.TRAINING, EventKind.COURSE}
