#!/bin/sh
# Once, with the first start of the database: the role that the portal runs as. It owns nothing;
# `manage.py migrate`, run by the owner, grants it what it needs (DATABASE_APP_ROLE).
set -eu
psql --set ON_ERROR_STOP=1 --set role="$APPLICATION_USER" --set password="$APPLICATION_PASSWORD" \
     --username "$POSTGRES_USER" --dbname "$POSTGRES_DB" <<'SQL'
CREATE ROLE :"role" LOGIN PASSWORD :'password' NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION;
SQL
