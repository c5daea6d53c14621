"""A server that does not answer is left alone: one caller tries for all, and it comes back by itself."""

import logging
from concurrent.futures import ThreadPoolExecutor

import pytest
from celery import Celery
from django.core.cache import caches

from lo_portal import bell, resting
from lo_portal.cache import PatientRedisCache
from lo_portal.jobs.tasks import ring_jobs
from lo_portal.limits import over_limit


def test_after_a_failure_one_caller_tries_for_all(monkeypatch):
    now, rest = [100.0], resting.Rest()
    monkeypatch.setattr("lo_portal.resting.time.monotonic", lambda: now[0])
    assert all(rest.may_ask() for _call in range(3))
    rest.failed()
    assert not rest.may_ask()
    now[0] += resting.REST_SECONDS
    with ThreadPoolExecutor(8) as pool:
        asked = list(pool.map(lambda _number: rest.may_ask(), range(40)))
    assert asked.count(True) == 1
    rest.answered()
    assert all(rest.may_ask() for _call in range(3))


@pytest.fixture
def deaf(monkeypatch):
    """A task whose broker nobody runs."""
    monkeypatch.delenv("CELERY_BROKER_URL")  # Celery believes it before its own configuration
    app = Celery(broker="redis://127.0.0.1:9/0", set_as_current=False)
    app.conf.task_publish_retry = False
    app.conf.broker_transport_options = {"socket_connect_timeout": 1, "socket_timeout": 1}

    @app.task(name="uji.deaf")
    def deaf():
        """Never run."""

    yield deaf
    app.close()


def test_a_dead_broker_is_asked_once_and_then_left_alone(deaf, caplog):
    caplog.set_level(logging.WARNING)
    assert [bell.ring(deaf) for _save in range(5)] == [False] * 5
    assert caplog.text.count("uji.deaf waits for the beat") == 1


def test_a_living_broker_takes_the_ring():
    assert bell.ring(ring_jobs)


def test_a_limit_does_not_wait_for_a_cache_that_rests(monkeypatch, caplog):
    PatientRedisCache.rest.failed()
    monkeypatch.setattr(PatientRedisCache, "_asked", lambda *_all: pytest.fail("it was asked"))
    assert not over_limit("uji", "x", limit=1, seconds=60)
    assert caches["default"].get("x", "tidak ada") == "tidak ada"
