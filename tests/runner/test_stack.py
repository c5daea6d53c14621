"""The services that the tests themselves stand on."""

import psycopg2
import pytest
import redis


def fetch(url: str, statement: str):
    with psycopg2.connect(url) as connection, connection.cursor() as cursor:
        cursor.execute(statement)
        return cursor.fetchall()


def test_postgres_killed_in_mid_work_comes_back_with_what_it_had(own_postgres):
    with psycopg2.connect(own_postgres.url) as connection, connection.cursor() as cursor:
        cursor.execute("CREATE TABLE kept (id int)")
    own_postgres.kill()
    with pytest.raises(psycopg2.OperationalError):
        fetch(own_postgres.url, "SELECT 1")
    own_postgres.start()
    assert fetch(own_postgres.url, "SELECT count(*) FROM kept") == [(0,)]


def test_valkey_killed_comes_back_with_what_it_accepted(own_valkey):
    with redis.Redis.from_url(own_valkey.cache_url()) as client:
        client.rpush("queue", "letter")
    own_valkey.kill()
    own_valkey.start()
    with redis.Redis.from_url(own_valkey.cache_url()) as client:
        assert client.lrange("queue", 0, -1) == [b"letter"]
