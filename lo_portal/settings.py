"""Settings of LO Portal. Everything that differs between machines comes from the environment."""

import hashlib
from datetime import timedelta
from pathlib import Path

import bootstrap
import environ
import pghistory
from celery.schedules import crontab
from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from lo_portal import logs

BASE_DIR = Path(__file__).resolve().parent.parent
env = environ.Env()

PORTAL_ENV = env.str("PORTAL_ENV", "development")  # development | test | production
PRODUCTION = PORTAL_ENV == "production"
DEBUG = env.bool("DEBUG", False) and not PRODUCTION
VAR = Path(env.str("PORTAL_VAR", str(BASE_DIR / "var")))
PORTAL_BASE_URL = env.str("PORTAL_BASE_URL", f"http://127.0.0.1:{env.int('PORT', 8000)}").rstrip("/")

SECRET_KEY = (
    env.str("SECRET_KEY") if PRODUCTION else env.str("SECRET_KEY", "development-only-key-not-for-any-server")
)
SECRET_KEY_FALLBACKS = env.list("SECRET_KEY_FALLBACKS", default=[])
# Keys of the encrypted columns, newest first; outside the database and the repository.
FIELD_KEYS = (
    env.list("FIELD_KEYS")
    if PRODUCTION
    else env.list("FIELD_KEYS", default=[]) or [hashlib.sha256(f"fields:{SECRET_KEY}".encode()).hexdigest()]
)
if not all(FIELD_KEYS) or not FIELD_KEYS:
    raise environ.ImproperlyConfigured("FIELD_KEYS: set at least one key, newest first")
# Where else than in columns values are encrypted, for `rotate_field_keys`.
REKEYED_STORES = ["lo_portal.imports.rekeying.files", "lo_portal.imports.rekeying.traces"]
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=[] if PRODUCTION else ["*"])
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])
# How many proxies of ours stand in front; their entries in X-Forwarded-For are believed, no others.
TRUSTED_PROXY_COUNT = env.int("TRUSTED_PROXY_COUNT", 0)
# From which networks Django's admin answers (CIDR, comma separated); empty: from everywhere.
ADMIN_NETWORKS = env.list("ADMIN_NETWORKS", default=[])
# The links that `./portal run` prints stand for the second step too; a system check refuses it elsewhere.
LINKS_VOUCH = env.bool("LINKS_VOUCH", PORTAL_ENV == "development")

INSTALLED_APPS = [
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
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
    "lo_portal.accounts.middleware.Door",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "lo_portal.middleware.History",
    "lo_portal.once.middleware.Once",
    "assignments.duty.middleware.ForgetOnChange",
    "lo_portal.middleware.PrivateResponses",
    "lo_portal.middleware.Refusals",
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

DATABASES = {"default": env.db("DATABASE_URL", "postgresql:///lo_portal")}
DATABASES["default"] |= {
    "CONN_MAX_AGE": 0 if PORTAL_ENV == "test" else 60,
    "CONN_HEALTH_CHECKS": True,
}
# What the database itself ends (rule 6); a run of the tests is more patient with the last.
DATABASE_LIMITS = "-c statement_timeout=15s -c lock_timeout=3s -c idle_in_transaction_session_timeout=30s"
DATABASES["default"].setdefault("OPTIONS", {}).setdefault(
    "options", env.str("DATABASE_OPTIONS", DATABASE_LIMITS)
)
# The role the portal runs as, where another one owns the tables and migrates (docs/deployment.md): each
# migrate grants it what it needs and takes away changing the audit trail.
DATABASE_APP_ROLE = env.str("DATABASE_APP_ROLE", "")
# Where the head of the audit chain is mailed every night: an address off this machine.
AUDIT_WITNESS = env.str("AUDIT_WITNESS", "")
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

REDIS_URL = env.str("REDIS_URL", "redis://127.0.0.1:6379/0")
CACHES = {
    "default": {
        "BACKEND": "lo_portal.cache.PatientRedisCache",
        "LOCATION": REDIS_URL,
        "OPTIONS": {"socket_connect_timeout": 1, "socket_timeout": 2},
    }
}

# Rooted in reliability rule 3; a test asserts the live values.
CELERY_BROKER_URL = env.str("CELERY_BROKER_URL", REDIS_URL)
CELERY_RESULT_BACKEND = None
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_TASK_SOFT_TIME_LIMIT = 240
CELERY_TASK_TIME_LIMIT = 300
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "visibility_timeout": 900,
    "unacked_restore_interval": 10,
    "unacked_restore_throttle": 1,
    "socket_connect_timeout": 1,
    "socket_timeout": 2,
}
CELERY_TASK_PUBLISH_RETRY = False
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_WORKER_MAX_TASKS_PER_CHILD = 100
CELERY_WORKER_MAX_MEMORY_PER_CHILD = 400_000
CELERY_WORKER_SOFT_SHUTDOWN_TIMEOUT = 20
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_TIMEZONE = "UTC"
CELERY_BEAT_SCHEDULE_FILENAME = str(VAR / "celerybeat-schedule")
CELERY_BEAT_SCHEDULE = {
    "ring-notices": {
        "task": "assignments.notices.tasks.ring_notices",
        "schedule": timedelta(seconds=5),
        "options": {"expires": 5},  # a ring that no worker heard in time is followed by the next
    },
    "plan-reminders": {
        "task": "assignments.notices.tasks.plan_reminders",
        "schedule": timedelta(minutes=1),
        "options": {"expires": 60},
    },
    "raise-incidents": {
        "task": "assignments.field.tasks.raise_incidents",
        "schedule": timedelta(seconds=30),
        "options": {"expires": 30},
    },
    "ring-agency-mails": {
        "task": "assignments.nominating.tasks.ring_agency_mails",
        "schedule": timedelta(seconds=15),
        "options": {"expires": 15},
    },
    "plan-agency-reminders": {
        "task": "assignments.nominating.tasks.plan_agency_reminders",
        "schedule": timedelta(minutes=2),
        "options": {"expires": 120},
    },
    "ring-jobs": {"task": "lo_portal.jobs.tasks.ring_jobs", "schedule": timedelta(seconds=30)},
    "clear-exports": {"task": "lo_portal.exports.tasks.clear_exports", "schedule": timedelta(minutes=30)},
    "purge-due": {
        "task": "lo_portal.privacy.tasks.purge_due",
        "schedule": crontab(hour=19, minute=30),
    },
    "witness-trail": {
        "task": "lo_portal.audit.tasks.witness_trail",
        "schedule": crontab(hour=20, minute=0),
    },
    "clear-tries": {
        "task": "lo_portal.accounts.tasks.clear_tries",
        "schedule": crontab(minute=20),
    },
    "clear-sessions": {
        "task": "lo_portal.accounts.tasks.clear_sessions",
        "schedule": crontab(hour=19, minute=10),
    },
}

# What `/readyz` and `/metrics` measure, in this order; each a function that returns a `Reading`.
READINESS = [
    "lo_portal.upkeep.readiness.database",
    "assignments.notices.health.notices",
    "assignments.notices.health.mail",
    "lo_portal.upkeep.readiness.deliverer",
    "lo_portal.upkeep.readiness.beat",
    "lo_portal.upkeep.readiness.worker",
    "lo_portal.upkeep.readiness.disk",
    "lo_portal.upkeep.readiness.redis",
]
# Opens `/readyz` and `/metrics` from elsewhere (Authorization: Bearer); without it only from this machine.
MONITOR_TOKEN = env.str("MONITOR_TOKEN", "")

# Ways to reach a person, in the order of every list; one class each.
NOTICE_CHANNELS = [
    "assignments.notices.channels.inbox.InboxChannel",
    "assignments.notices.channels.email.EmailChannel",
    "assignments.notices.channels.push.WebPushChannel",
]
# For how long a delivering process is believed to be alive, and how many notices it takes at once.
NOTICE_LEASE_SECONDS = env.int("NOTICE_LEASE_SECONDS", 60)
NOTICE_BATCH = env.int("NOTICE_BATCH", 20)
# Sends nothing while true; a restored database holds delivery by a row of its own besides.
NOTICES_PAUSED = env.bool("NOTICES_PAUSED", False)
# Web push (`manage.py make_vapid_keys` prints a pair); without keys the channel reaches nobody.
WEBPUSH_PUBLIC_KEY = env.str("WEBPUSH_PUBLIC_KEY", "")
WEBPUSH_PRIVATE_KEY = env.str("WEBPUSH_PRIVATE_KEY", "")
WEBPUSH_CONTACT = env.str("WEBPUSH_CONTACT", "mailto:portal-lo@localhost")
# The push services of the browsers; the portal sends to no other address.
WEBPUSH_SERVICES = [
    "https://fcm.googleapis.com",
    "https://updates.push.services.mozilla.com",
    "https://*.push.apple.com",
    "https://*.notify.windows.com",
]

# How letters are signed (docs/letters.md); each part is only needed by the profiles that choose it.
SIGNING = {
    "certificate": env.str("SIGNING_CERTIFICATE", ""),
    "pkcs11_module": env.str("SIGNING_PKCS11_MODULE", ""),
    "pkcs11_token": env.str("SIGNING_PKCS11_TOKEN", ""),
    "pkcs11_label": env.str("SIGNING_PKCS11_LABEL", ""),
    "bsre_url": env.str("BSRE_URL", ""),
    "bsre_user": env.str("BSRE_USER", ""),
    "bsre_password": env.str("BSRE_PASSWORD", ""),
    "bsre_timeout": env.int("BSRE_TIMEOUT", 120),
}

# Tells the layouts about the menu: dotted path of `(request) -> dict of template variables`.
NAVIGATION = "assignments.control.navigation.frame_context"

# What the officer's page of today shows at the thumb: `(sheet row, sheet, at, language) -> dict`.
PHONE_REPORTING = "assignments.field.thumb.of_today"

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "rules.permissions.ObjectPermissionBackend",
    "django.contrib.auth.backends.ModelBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_request_login_code"
LOGIN_REDIRECT_URL = "control:home"
LOGOUT_REDIRECT_URL = "account_request_login_code"
ACCOUNT_ADAPTER = "lo_portal.accounts.adapter.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 600
ACCOUNT_FORMS = {
    "request_login_code": "lo_portal.accounts.forms.AskForm",
    "confirm_login_code": "lo_portal.accounts.forms.CodeForm",
}
ACCOUNT_MAX_EMAIL_ADDRESSES = 1  # the bureau writes it down; nobody adds one of their own
# An answer to an address takes at least so long, known or not: the mail that leaves is not to be felt.
SIGN_IN_SECONDS = 0 if PORTAL_ENV == "test" else 0.4
ACCOUNT_RATE_LIMITS = {"login_failed": "10/m/ip,10/15m/key"}
ACCOUNT_LOGIN_BY_CODE_MAX_ATTEMPTS = 5
ACCOUNT_LOGIN_BY_CODE_SUPPORTS_RESEND = True
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_REAUTHENTICATION_TIMEOUT = 15 * 60
ALLAUTH_TRUSTED_PROXY_COUNT = TRUSTED_PROXY_COUNT
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes", "webauthn"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_ADAPTER = "lo_portal.accounts.adapter.SecondStepAdapter"
MFA_FORMS = {
    "authenticate": "lo_portal.accounts.forms.SecondStepForm",
    "reauthenticate": "lo_portal.accounts.forms.SecondStepAgainForm",
}
MFA_TOTP_ISSUER = "Portal LO"
MFA_TOTP_TOLERANCE = 1  # a phone's clock may be half a minute off; our own count keeps a code single-use
MFA_WEBAUTHN_USER_VERIFICATION = "required"  # a passkey signs in by itself, so it must be two things
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not PRODUCTION
USERSESSIONS_TRACK_ACTIVITY = False
# The office's own sign-in (OpenID Connect); without an address of the provider it does not exist.
OIDC_URL = env.str("OIDC_URL", "").rstrip("/")
SOCIALACCOUNT_ADAPTER = "lo_portal.accounts.office_login.OfficeAccountAdapter"
SOCIALACCOUNT_ONLY = False
SOCIALACCOUNT_STORE_TOKENS = False
SOCIALACCOUNT_PROVIDERS = {
    "openid_connect": {
        "OAUTH_PKCE_ENABLED": True,
        "APPS": [
            {
                "provider_id": "office",
                "name": env.str("OIDC_NAME", "Akun kantor"),
                "client_id": env.str("OIDC_CLIENT_ID", ""),
                "secret": env.str("OIDC_CLIENT_SECRET", ""),
                "settings": {"server_url": OIDC_URL},
            }
        ]
        if OIDC_URL
        else [],
    }
}

SESSION_ENGINE = "django.contrib.sessions.backends.db"
SESSION_COOKIE_AGE = 7 * 24 * 3600
# How long a session may lie idle, and how long it lasts, by what the person is; the strictest holds.
_OFFICE, _PHONE = (timedelta(hours=1), timedelta(hours=12)), (timedelta(hours=12), timedelta(days=7))
SESSION_LIMITS = {
    "staff": _OFFICE,
    "coordinator": _OFFICE,
    "signatory": _OFFICE,
    "admin": _OFFICE,
    "agency": _OFFICE,
    "officer": _PHONE,
}
SESSION_COOKIE_NAME = "__Host-sid" if PRODUCTION else "sid"
SESSION_COOKIE_SECURE = PRODUCTION
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_NAME = "__Host-csrf" if PRODUCTION else "csrf"
CSRF_COOKIE_SECURE = PRODUCTION
CSRF_COOKIE_HTTPONLY = True
CSRF_USE_SESSIONS = False
LANGUAGE_COOKIE_NAME = "language"

SECURE_SSL_REDIRECT = PRODUCTION and env.bool("SECURE_SSL_REDIRECT", True)
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if TRUSTED_PROXY_COUNT else None
SECURE_HSTS_SECONDS = 31_536_000 if PRODUCTION else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = PRODUCTION
SECURE_HSTS_PRELOAD = PRODUCTION
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$", r"^metrics$"]
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SIGNED_COOKIE_LEGACY_SALT_FALLBACK = False

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:", "blob:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "worker-src": [SELF],
        "frame-src": [SELF],
        "object-src": [NONE],
        # The button of the office's sign-in is a form that ends at the provider.
        "form-action": [SELF, *(["/".join(OIDC_URL.split("/")[:3])] if OIDC_URL else [])],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "report-uri": "/policy-report/",
    }
}
PERMISSIONS_POLICY = {
    "camera": "self",
    "geolocation": [],
    "microphone": [],
    "payment": [],
    "usb": [],
}

LANGUAGE_CODE = "id"
LANGUAGES = [("id", _("Indonesian")), ("en", _("English"))]
LOCALE_PATHS = [BASE_DIR / "locale"]
TIME_ZONE = "Asia/Pontianak"
USE_TZ = True
USE_I18N = True
PHONENUMBER_DEFAULT_REGION = "ID"
PHONENUMBER_DB_FORMAT = "E164"

STATIC_URL = "static/"
STATIC_ROOT = Path(env.str("STATIC_ROOT", str(VAR / "static")))
STATICFILES_DIRS = [BASE_DIR / "static", ("vendor/bootstrap", bootstrap.__path__[0])]
STATICFILES_FINDERS = [
    "django.contrib.staticfiles.finders.FileSystemFinder",
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
    "lo_portal.webfont.WebfontFinder",
    "lo_portal.appicons.AppIconFinder",
]
WHITENOISE_USE_FINDERS = not PRODUCTION
WHITENOISE_AUTOREFRESH = DEBUG
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
        if PRODUCTION
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}
MEDIA_ROOT = VAR / "media"
# Public keys that backups are encrypted for (`manage.py make_backup_key`); the private one is elsewhere.
BACKUP_RECIPIENTS = env.list("BACKUP_RECIPIENTS", default=[])
BACKUP_IDENTITY_FILE = env.str("BACKUP_IDENTITY_FILE", str(VAR / "backup-key.txt"))
DATA_UPLOAD_MAX_MEMORY_SIZE = 12 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000

# Triggers are installed after each migrate, all at once: as single migration operations they made
# a fresh database twenty times slower.
PGTRIGGER_MIGRATIONS = False
PGTRIGGER_INSTALL_ON_MIGRATE = True
PGHISTORY_INSTALL_CONTEXT_FUNC_ON_MIGRATE = True
PGHISTORY_DEFAULT_TRACKERS = (pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent())

CRISPY_ALLOWED_TEMPLATE_PACKS = "bootstrap5"
CRISPY_TEMPLATE_PACK = "bootstrap5"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

EMAIL_TIMEOUT = 10
MAIL_FOLDER = VAR / "mail"
if env.str("EMAIL_URL", ""):
    vars().update(env.email("EMAIL_URL"))
else:
    EMAIL_BACKEND = "lo_portal.mail.FolderBackend"
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", "Portal LO <portal-lo@localhost>")
SERVER_EMAIL = DEFAULT_FROM_EMAIL

LOGGING = logs.configuration(
    style=env.str("LOG_FORMAT", "json" if PRODUCTION else "line"),
    level=env.str("LOG_LEVEL", "INFO"),
    quiet=(
        "django.db.backends",
        "fontTools",
        "pgtrigger",
        "pikepdf",
        "weasyprint",
        "weasyprint.progress",
    ),
)
