from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class AuditConfig(AppConfig):
    name = "lo_portal.audit"
    label = "audit"
    verbose_name = _("Audit")

    def ready(self):
        from lo_portal.audit import database

        post_migrate.connect(database.install_after_migrate, sender=self, dispatch_uid="audit.chain")
        post_migrate.connect(database.grant_after_migrate, dispatch_uid="audit.grants")
