"""`python deploy/heartbeat.py PART SECONDS`: exit code 0 when the part was alive that recently."""

import os
import sys

import psycopg2

part, seconds = sys.argv[1], sys.argv[2]
connection = psycopg2.connect(os.environ["DATABASE_URL"], connect_timeout=4)
with connection, connection.cursor() as cursor:
    cursor.execute(
        "SELECT 1 FROM upkeep_heartbeat WHERE part = %s"
        " AND at > clock_timestamp() - make_interval(secs => %s)",
        [part, float(seconds)],
    )
    sys.exit(0 if cursor.fetchone() else f"{part} was not alive within {seconds} seconds")
