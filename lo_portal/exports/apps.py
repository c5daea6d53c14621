from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules
from django.utils.translation import gettext_lazy as _


class ExportsConfig(AppConfig):
    name = "lo_portal.exports"
    label = "exports"
    verbose_name = _("Exports")

    def ready(self):
        from lo_portal.exports import work  # noqa: F401  registers the job handler

        autodiscover_modules("lists")
