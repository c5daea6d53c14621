"""Django's admin with our site; imported before any model is, so it stands alone."""

from django.contrib.admin.apps import AdminConfig


class PortalAdminConfig(AdminConfig):
    default_site = "lo_portal.access.masking.PortalAdminSite"
