"""The Celery application. Workers only ring: what must happen stands in PostgreSQL rows."""

import logging
import os
import resource
import time

from celery import Celery
from celery.signals import heartbeat_sent, setup_logging, worker_process_init

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lo_portal.settings")

app = Celery("lo_portal")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()

WORKER_BEATS_EVERY = 20  # seconds; Celery's own heartbeat comes every two
_last_beat = 0.0


@setup_logging.connect
def keep_our_logging(**_signal) -> None:
    """Celery would put its own handlers in place of ours, which scrub."""
    from logging.config import dictConfig

    from django.conf import settings

    dictConfig(settings.LOGGING)


@worker_process_init.connect
def bound_memory(**_signal) -> None:
    """A child that asks for more fails its one job in words; without a bound the machine would choose."""
    from django.conf import settings

    resource.setrlimit(resource.RLIMIT_DATA, (settings.WORKER_MEMORY_BYTES, settings.WORKER_MEMORY_BYTES))


@heartbeat_sent.connect
def note_worker(**_signal) -> None:
    """Leave a sign of life where `/readyz` looks; a database that is away is no reason to fall over."""
    global _last_beat
    if time.monotonic() - _last_beat < WORKER_BEATS_EVERY:
        return
    _last_beat = time.monotonic()
    from django.db import connection

    from lo_portal.upkeep import services

    try:
        services.note_heartbeat(part="worker")
    except Exception as error:
        logging.getLogger(__name__).warning("no sign of life left: %s", type(error).__name__)
    finally:
        connection.close()
