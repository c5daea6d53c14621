"""gunicorn behind our proxy; sizes come from the environment.

SIGHUP (`systemctl reload`) puts the code that now lies on the disk into service: new workers start beside
the old ones, and each lets an old one go only when it can answer itself. No request waits for an import.
"""

import fcntl
import os
import signal
import threading
import time

bind = os.environ.get("LISTEN", "0.0.0.0:8000")
worker_class = "gthread"
workers = int(os.environ.get("WEB_WORKERS", "2"))
threads = int(os.environ.get("WEB_THREADS", "4"))
worker_tmp_dir = "/dev/shm"  # heartbeats do not wait for a disk
preload_app = False  # a loaded application would outlive the reload
timeout = 30
graceful_timeout = 20
keepalive = 5
max_requests = 5000
max_requests_jitter = 500
accesslog = None  # the proxy writes it; addresses may carry secrets of links
errorlog = "-"
# Its own lines too are JSON and scrubbed: it repeats the address of a request that failed.
logconfig_dict = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"generic": {"()": "lo_portal.logs.JsonFormatter"}},
    "handlers": {
        "console": {"class": "logging.StreamHandler", "formatter": "generic"},
        "error_console": {"class": "logging.StreamHandler", "formatter": "generic"},
    },
    "root": {"level": "INFO", "handlers": ["console"]},
    "loggers": {
        "gunicorn.error": {"level": "INFO", "handlers": ["error_console"], "propagate": False},
    },
}

_last_before_reload = 0  # age of the youngest worker at the last SIGHUP; known to workers forked since


def on_reload(server):
    """Keep the old workers for now; gunicorn starts `workers` new ones next."""
    global _last_before_reload
    _last_before_reload = server.worker_age
    server.num_workers = len(server.WORKERS) + workers


def post_worker_init(worker):
    """A worker that has loaded the application in a reload asks for the oldest one to be retired."""
    if 0 < _last_before_reload < worker.age <= _last_before_reload + workers:
        threading.Thread(target=_retire_oldest, args=(worker.ppid,), daemon=True).start()


def _retire_oldest(master):
    with open(f"{worker_tmp_dir}/gunicorn-{master}.reload", "w") as turn:
        fcntl.flock(turn, fcntl.LOCK_EX)  # two signals of one moment would count as one
        os.kill(master, signal.SIGTTOU)
        time.sleep(1)
