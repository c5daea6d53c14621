from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ImportsConfig(AppConfig):
    name = "lo_portal.imports"
    label = "imports"
    verbose_name = _("Imports")

    def ready(self):
        from lo_portal.imports import work  # noqa: F401  registers the job handlers
