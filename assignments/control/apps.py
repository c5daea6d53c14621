from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ControlConfig(AppConfig):
    """The top room: it may look at every other, and none of them knows it."""

    name = "assignments.control"
    label = "control"
    verbose_name = _("Control room")
