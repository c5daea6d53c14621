from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OnceConfig(AppConfig):
    name = "lo_portal.once"
    label = "once"
    verbose_name = _("Forms sent once")
