"""Our Valkey, and real Celery workers on it."""

import redis


def keys(url: str) -> list[bytes]:
    with redis.Redis.from_url(url) as client:
        return client.lrange("queue", 0, -1)


def test_killed_server_comes_back_with_what_it_accepted(own_valkey):
    with redis.Redis.from_url(own_valkey.cache_url()) as client:
        client.rpush("queue", "letter")
    own_valkey.kill()

    own_valkey.start()

    assert keys(own_valkey.cache_url()) == [b"letter"]


def test_stopped_server_leaves_its_socket_to_the_next(own_valkey):
    own_valkey.stop()
    assert own_valkey.pid() is None
    own_valkey.socket.touch()  # what a crash may leave

    own_valkey.start()

    assert own_valkey.is_ready()


def test_flush_forgets_every_database(own_valkey):
    with redis.Redis.from_url(own_valkey.cache_url(3)) as client:
        client.rpush("queue", "letter")

    own_valkey.flush()

    assert keys(own_valkey.cache_url(3)) == []


def test_two_workers_answer_and_the_killed_one_no_more(start_worker):
    from lo_portal.celery import app

    first, second = start_worker(), start_worker()
    assert len(app.control.ping(timeout=10, limit=2)) == 2

    first.kill()

    assert len(app.control.ping(timeout=3)) == 1
    second.stop()
    assert second.process.returncode == 0
