"""What differs between machines: the kind of run, keys, hosts, database, Redis, folders, mail, log."""

import hashlib
from pathlib import Path

import environ

from lo_portal import logs

BASE_DIR = Path(__file__).resolve().parent.parent.parent
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
REKEYED_STORES = [
    "lo_portal.imports.rekeying.files",
    "lo_portal.imports.rekeying.traces",
    "lo_portal.exports.rekeying.files",
    "lo_portal.accounts.rekeying.authenticators",
]
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=[] if PRODUCTION else ["*"])
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])
# How many proxies of ours stand in front; their entries in X-Forwarded-For are believed, no others.
TRUSTED_PROXY_COUNT = env.int("TRUSTED_PROXY_COUNT", 0)
# From which networks Django's admin answers (CIDR, comma separated); empty: from everywhere.
ADMIN_NETWORKS = env.list("ADMIN_NETWORKS", default=[])
# The links that `./portal run` prints stand for the second step too; a system check refuses it elsewhere.
LINKS_VOUCH = env.bool("LINKS_VOUCH", PORTAL_ENV == "development")

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

REDIS_URL = env.str("REDIS_URL", "redis://127.0.0.1:6379/0")
CACHES = {
    "default": {
        "BACKEND": "lo_portal.cache.PatientRedisCache",
        "LOCATION": REDIS_URL,
        "OPTIONS": {"socket_connect_timeout": 1, "socket_timeout": 2},
    }
}

MEDIA_ROOT = VAR / "media"
# Files belong to the portal alone: views give them out, no other user of the machine reads them.
FILE_UPLOAD_PERMISSIONS = 0o640
FILE_UPLOAD_DIRECTORY_PERMISSIONS = 0o750
# The office's virus scanner (clamd): path of its socket or host:port; empty: none.
CLAMD = env.str("CLAMD", "")
# Public keys that backups are encrypted for (`manage.py make_backup_key`); the private one is elsewhere.
BACKUP_RECIPIENTS = env.list("BACKUP_RECIPIENTS", default=[])
BACKUP_IDENTITY_FILE = env.str("BACKUP_IDENTITY_FILE", str(VAR / "backup-key.txt"))

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
