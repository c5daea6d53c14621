from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class EventsConfig(AppConfig):
    name = "events"
    verbose_name = _("Events and agenda")

    def ready(self):
        from events import imports  # kinds need the models

        imports.register()
