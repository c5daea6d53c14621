"""Which of the files that packages bring are served; imported before any model is, so it stands alone."""

from django.contrib.staticfiles.apps import StaticFilesConfig

# What no page asks for: of 8 MB of Bootstrap one stylesheet is used, of the countries no flag.
UNUSED = [
    "css/bootstrap.css*",
    "css/bootstrap.rtl*",
    "css/bootstrap-grid*",
    "css/bootstrap-reboot*",
    "css/bootstrap-utilities*",
    "js/bootstrap*",
    "django_htmx/ext/*",
    "flags/*",
]


class PortalStaticConfig(StaticFilesConfig):
    ignore_patterns = [*StaticFilesConfig.ignore_patterns, *UNUSED]
