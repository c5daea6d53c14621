from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AccountsConfig(AppConfig):
    name = "lo_portal.accounts"
    label = "accounts"
    verbose_name = _("Users and sign-in")

    def ready(self):
        from lo_portal.access import checks as table  # noqa: F401
        from lo_portal.accounts import arrivals, checks  # noqa: F401
