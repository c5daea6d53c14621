"""The Celery application. Workers only ring: what must happen stands in PostgreSQL rows."""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lo_portal.settings")

app = Celery("lo_portal")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
