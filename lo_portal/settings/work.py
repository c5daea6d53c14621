"""What runs beside the pages: Celery and its clock, readiness, notices, signing."""

from datetime import timedelta

from celery.schedules import crontab

from lo_portal.settings.machine import CLAMD, REDIS_URL, VAR, env

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
CELERY_WORKER_MAX_MEMORY_PER_CHILD = 400_000  # KB; a child above it ends after its task
WORKER_MEMORY_BYTES = env.int("WORKER_MEMORY_MB", 1500) * 1024 * 1024  # what one job may ask for at most
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
    *(["lo_portal.upkeep.readiness.scanner"] if CLAMD else []),
]
# Told once a minute that messages are being delivered (GET); who watches there calls somebody when that
# ends: the portal cannot tell of its own death. Empty: nobody.
DEADMAN_URL = env.str("DEADMAN_URL", "")
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
