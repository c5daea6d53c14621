"""The server that the settings name, reached beside Django: other databases of it, and its tables' sums."""

import os
from contextlib import closing, contextmanager

import psycopg2
from django.db import connection
from psycopg2 import sql

# What a row looks like as text must not depend on who asks.
_PLAIN = """
SET timezone = 'UTC'; SET datestyle = 'ISO, YMD'; SET intervalstyle = 'iso_8601'; SET bytea_output = 'hex';
SET extra_float_digits = 1; SET statement_timeout = 0; SET idle_in_transaction_session_timeout = 0;
"""
_TABLES = (
    "SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace ORDER BY 1"
)
_SUM = """
SELECT count(*), md5(coalesce(string_agg(line, '' ORDER BY line), ''))
  FROM (SELECT md5(whole::text) AS line FROM {} whole) lines
"""


def parameters(name: str = "") -> dict[str, str]:
    """What libpq needs to reach database `name` (the settings' own without one)."""
    given = connection.get_connection_params()
    known = {
        key: str(given[key])
        for key in ("host", "port", "user", "password", "dbname", "sslmode")
        if given.get(key)
    }
    return known | ({"dbname": name} if name else {})


def libpq_environment(name: str = "") -> dict[str, str]:
    """The same for PostgreSQL's programs; nothing secret on a command line."""
    words = {"dbname": "PGDATABASE"}
    return {**os.environ, **{words.get(k, f"PG{k.upper()}"): v for k, v in parameters(name).items()}}


@contextmanager
def connected(name: str = ""):
    """A connection of its own, in autocommit, whose rows read the same everywhere."""
    with closing(psycopg2.connect(**parameters(name))) as opened:
        opened.autocommit = True
        with opened.cursor() as cursor:
            cursor.execute(_PLAIN)
        yield opened


def server_major() -> int:
    return connection.cursor().connection.server_version // 10_000


def table_sums(opened) -> dict[str, list]:
    """`{table: [rows, md5 of all rows]}`, the order of rows left aside."""
    with opened.cursor() as cursor:
        cursor.execute(_TABLES)
        sums = {}
        for (table,) in cursor.fetchall():
            cursor.execute(sql.SQL(_SUM).format(sql.Identifier("public", table)))
            sums[table] = list(cursor.fetchone())
    return sums


def create(name: str) -> None:
    _maintain(sql.SQL("CREATE DATABASE {} TEMPLATE template0").format(sql.Identifier(name)))


def drop(name: str) -> None:
    _maintain(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))


def swap(new: str, current: str, aside: str) -> None:
    """`current` becomes `aside`, `new` becomes `current`; whoever is connected is sent away."""
    connection.close()
    leave = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s"
    rename = sql.SQL("ALTER DATABASE {} RENAME TO {}")
    with connected("postgres") as opened, opened.cursor() as cursor:
        cursor.execute(
            sql.SQL("ALTER DATABASE {} WITH ALLOW_CONNECTIONS false").format(sql.Identifier(current))
        )
        cursor.execute(leave, [current])
        cursor.execute(rename.format(sql.Identifier(current), sql.Identifier(aside)))
        cursor.execute(sql.SQL("ALTER DATABASE {} WITH ALLOW_CONNECTIONS true").format(sql.Identifier(aside)))
        cursor.execute(rename.format(sql.Identifier(new), sql.Identifier(current)))


def add_missing_roles(text: str) -> list[str]:
    """Create the roles of a dump that this server does not have, without passwords; returns their names."""
    with connected("postgres") as opened, opened.cursor() as cursor:
        cursor.execute("SELECT rolname FROM pg_roles")
        have = {name for (name,) in cursor.fetchall()}
        wanted = [
            line.split()[2].rstrip(";").strip('"')
            for line in text.splitlines()
            if line.startswith("CREATE ROLE ")
        ]
        missing = [name for name in wanted if name not in have]
        for name in missing:
            cursor.execute(sql.SQL("CREATE ROLE {} NOLOGIN").format(sql.Identifier(name)))
    return missing


def _maintain(statement) -> None:
    with connected("postgres") as opened, opened.cursor() as cursor:
        cursor.execute(statement)
