from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NominatingConfig(AppConfig):
    name = "assignments.nominating"
    label = "nominating"
    verbose_name = _("Requests for nominations")
