"""Which rooms the house has, where their pages live, and what they plug into each other."""

import pghistory

from lo_portal.settings.machine import BASE_DIR

INSTALLED_APPS = [
    "lo_portal.adminconfig.PortalAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "lo_portal.staticconfig.PortalStaticConfig",
    "django.contrib.postgres",
    "django.contrib.humanize",
    "django.forms",
    "pgtrigger",
    "pghistory",
    "rules.apps.AutodiscoverRulesConfig",
    "django_htmx",
    "crispy_forms",
    "crispy_bootstrap5",
    "phonenumber_field",
    "django_countries",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "lo_portal",
    "lo_portal.accounts",
    "lo_portal.audit",
    "lo_portal.jobs",
    "lo_portal.once",
    "lo_portal.imports",
    "lo_portal.exports",
    "lo_portal.upkeep",
    "lo_portal.privacy",
    "events",
    "events.feeds",
    "officers",
    "officers.nominations",
    "delegates",
    "delegates.sharing",
    "assignments",
    "assignments.notices",
    "assignments.letters",
    "assignments.duty",
    "assignments.field",
    "assignments.live",
    "assignments.closing",
    "assignments.nominating",
    "assignments.control",
]

MIDDLEWARE = [
    "lo_portal.logs.RequestId",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django_permissions_policy.PermissionsPolicyMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "lo_portal.middleware.Language",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "lo_portal.middleware.HeadIsGet",
    "lo_portal.accounts.middleware.Door",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "lo_portal.middleware.History",
    "lo_portal.middleware.PlainText",
    "lo_portal.scanning.Scanner",
    "lo_portal.once.middleware.Once",
    "assignments.duty.middleware.ForgetOnChange",
    "lo_portal.middleware.PrivateResponses",
    "lo_portal.middleware.OpenEvent",
    "lo_portal.middleware.Refusals",
    "lo_portal.unread.UnreadFields",
]

ROOT_URLCONF = "lo_portal.urls"
# Where each room's pages live, in the order of the house.
ROOM_URLS = [
    ("", "assignments.duty.urls"),
    ("", "assignments.field.urls"),
    ("", "assignments.live.urls"),
    ("", "assignments.closing.urls"),
    ("", "assignments.notices.urls"),
    ("", "events.urls"),
    ("", "events.feeds.urls"),
    ("", "officers.urls"),
    ("", "officers.nominations.urls"),
    ("", "delegates.urls"),
    ("", "delegates.sharing.urls"),
    ("", "lo_portal.imports.urls"),
    ("", "lo_portal.exports.urls"),
    ("", "lo_portal.privacy.urls"),
    ("", "lo_portal.audit.urls"),
    ("", "assignments.letters.urls"),
    ("", "assignments.nominating.urls"),
    ("", "assignments.urls"),
    ("", "assignments.control.urls"),
]

# What lies below is kept by the phone's service worker.
PHONE_SCOPE = "/duty/"

WSGI_APPLICATION = "lo_portal.wsgi.application"
ASGI_APPLICATION = "lo_portal.asgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "lo_portal.context.frame",
            ],
            "builtins": ["lo_portal.once.tags"],
        },
    },
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
# Tells the layouts about the menu: dotted path of `(request) -> dict of template variables`.
NAVIGATION = "assignments.control.navigation.frame_context"

# Tells people that a list with restricted fields waits or was decided: `(export, at) -> None`.
EXPORT_TELLING = "assignments.control.releases.tell"

# What the officer's page of today shows at the thumb: `(sheet row, sheet, at, language) -> dict`.
PHONE_REPORTING = "assignments.field.thumb.of_today"

# Triggers are installed after each migrate, all at once: as single migration operations they made
# a fresh database twenty times slower.
PGTRIGGER_MIGRATIONS = False
PGTRIGGER_INSTALL_ON_MIGRATE = True
PGHISTORY_INSTALL_CONTEXT_FUNC_ON_MIGRATE = True
PGHISTORY_DEFAULT_TRACKERS = (pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent())

CRISPY_ALLOWED_TEMPLATE_PACKS = "bootstrap5"
CRISPY_TEMPLATE_PACK = "bootstrap5"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
