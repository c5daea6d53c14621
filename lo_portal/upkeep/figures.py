"""The figures of `/metrics`, asked from the rows at the moment of the scrape.

Any process of any server answers the same, so no process keeps counters of its own.
"""

from prometheus_client import CONTENT_TYPE_LATEST as CONTENT_TYPE
from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.core import GaugeMetricFamily

from lo_portal.jobs.models import OPEN_STATES, Job, JobState
from lo_portal.upkeep import readiness, services

__all__ = ["CONTENT_TYPE", "exposition"]

# The number on the wall is the first: how many seconds the oldest message waits that should have left.
NAMES = {
    "notices": ("portal_oldest_due_seconds", "Age of the oldest message that is due and has not left"),
    "mail": ("portal_mail_failed_ratio", "Share of mails that failed in the last 15 minutes"),
    "disk": ("portal_disk_used_ratio", "Used share of the disk below PORTAL_VAR"),
    "beat": ("portal_beat_age_seconds", "Seconds since the beat last rang"),
    "worker": ("portal_worker_age_seconds", "Seconds since a worker last said that it lives"),
    "deliverer": ("portal_deliverer_age_seconds", "Seconds since delivery last ran"),
}


def exposition() -> bytes:
    registry = CollectorRegistry()
    registry.register(_Portal())
    return generate_latest(registry)


class _Portal:
    def collect(self):
        parts = readiness.readings()
        for reading in parts:
            if reading.part in NAMES and reading.value is not None:
                yield GaugeMetricFamily(*NAMES[reading.part], value=reading.value)
        up = GaugeMetricFamily("portal_part_up", "1 while the part does its work", labels=["part"])
        for reading in parts:
            up.add_metric([reading.part], reading.word == "ok")
        yield up
        if next(reading.word for reading in parts if reading.part == "database") == "ok":
            yield from _rows()


def _rows():
    yield GaugeMetricFamily("portal_delivery_held", "1 while messages wait for a release", services.is_held())
    jobs = GaugeMetricFamily("portal_jobs", "Jobs by state; open and failed ones", labels=["state"])
    for state in (*OPEN_STATES, JobState.FAILED):
        jobs.add_metric([state], Job.objects.filter(state=state).count())
    yield jobs
