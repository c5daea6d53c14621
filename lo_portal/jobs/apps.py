from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class JobsConfig(AppConfig):
    name = "lo_portal.jobs"
    label = "jobs"
    verbose_name = _("Background work")

    def ready(self):
        """Let every process and every thread that rings a worker find our Celery application.

        Celery keeps the current application per thread; without a default, a thread of the web server
        would ring a broker that nobody configured.
        """
        from lo_portal.celery import app

        app.set_default()
