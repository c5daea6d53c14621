from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AssignmentsConfig(AppConfig):
    name = "assignments"
    verbose_name = _("Assignments")

    def ready(self):
        from assignments import (
            imports,
            suggestions,  # noqa: F401  (registers the job handler)
        )

        imports.register()
