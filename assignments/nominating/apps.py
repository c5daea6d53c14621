from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NominatingConfig(AppConfig):
    name = "assignments.nominating"
    label = "nominating"
    verbose_name = _("Requests for nominations")

    def ready(self):
        from assignments.nominating.telling import tell_staff
        from officers.nominations.listening import register_listener

        register_listener(tell_staff)
