from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class LettersConfig(AppConfig):
    name = "assignments.letters"
    label = "letters"
    verbose_name = _("Letters")

    def ready(self):
        from assignments.letters import rendering  # noqa: F401  (registers the job handler)
