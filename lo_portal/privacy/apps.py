from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules
from django.utils.translation import gettext_lazy as _


class PrivacyConfig(AppConfig):
    name = "lo_portal.privacy"
    label = "privacy"
    verbose_name = _("Privacy")

    def ready(self):
        """Let every room declare its personal data."""
        autodiscover_modules("personal")
