"""What the database itself does for the trail: seal each line into the chain, prune what is old, grant.

Sealing has two steps, both at COMMIT. The first notes the line's hash. The second takes the one lock of
the chain and gives the link its place; it is queued by the first, so every other deferred check (foreign
keys wait for row locks) is done by then and two commits cannot wait for each other. The functions belong
to the role that migrates and run with its rights: the application's role may only add lines and read.
"""

from datetime import datetime

import pgtrigger
from django.apps import apps
from django.conf import settings
from django.db import DEFAULT_DB_ALIAS, connections

KEPT_DAYS = 400
LOCK = 6_721_001
# The text of a line that is hashed; the same words here and in `chain.verify`, which trusts no function.
_COMMON = (
    "'{kind}', {row}.id, to_char({row}.at AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.US'),"
    " {row}.actor_id, {row}.actor_name, {row}.subject_type, {row}.subject_id, {row}.subject_label,"
    " {row}.event_id"
)
_OWN = {"A": "{row}.verb, {row}.detail", "V": "{row}.fields, {row}.reason"}
TABLES = {"A": "audit_auditentry", "V": "audit_viewentry"}
APPEND_ONLY = ("audit_auditentry", "audit_viewentry", "audit_link")


def line_text(kind: str, row: str) -> str:
    """SQL for the text of a line of `kind` (A change, V view); `row` is the alias of its table."""
    return f"jsonb_build_array({_COMMON}, {_OWN[kind]})::text".format(kind=kind, row=row)


_FUNCTION = "LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp"

_NOTE = """
CREATE OR REPLACE FUNCTION audit_note_{kind}() RETURNS trigger {function} AS $$
BEGIN
    INSERT INTO audit_link (kind, entry_id, at, entry_digest)
    VALUES ('{kind}', NEW.id, NEW.at, encode(sha256(convert_to({text}, 'UTF8')), 'hex'));
    RETURN NULL;
END $$
"""

_SEAL = """
CREATE OR REPLACE FUNCTION audit_seal() RETURNS trigger {function} AS $$
DECLARE
    before bigint;
    hash text;
BEGIN
    PERFORM pg_advisory_xact_lock({lock});
    SELECT position, digest INTO before, hash FROM audit_link
     WHERE position IS NOT NULL ORDER BY position DESC LIMIT 1;
    before := coalesce(before, 0);
    UPDATE audit_link SET position = before + 1, digest = encode(sha256(convert_to(
        coalesce(hash, repeat('0', 64)) || '|' || (before + 1) || '|' || kind || '|' || entry_id || '|'
        || to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US') || '|' || entry_digest,
        'UTF8')), 'hex')
     WHERE id = NEW.id AND position IS NULL;
    RETURN NULL;
END $$
"""

_KEEP = """
CREATE OR REPLACE FUNCTION audit_keep() RETURNS trigger {function} AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND OLD.position IS NULL THEN
        RETURN NEW;
    ELSIF TG_OP = 'DELETE' AND OLD.at < now() - interval '{days} days' THEN
        RETURN OLD;
    END IF;
    RAISE EXCEPTION 'audit_link is append-only';
END $$
"""

_PRUNE = """
CREATE OR REPLACE FUNCTION audit_prune(wanted timestamptz) RETURNS bigint {function} AS $$
DECLARE
    cut timestamptz := least(wanted, now() - interval '{days} days');
    views bigint;
    gone bigint;
    stop bigint;
BEGIN
    DELETE FROM audit_auditentry WHERE at < cut;
    GET DIAGNOSTICS gone = ROW_COUNT;
    DELETE FROM audit_viewentry WHERE at < cut;
    GET DIAGNOSTICS views = ROW_COUNT;
    SELECT min(position) INTO stop FROM audit_link WHERE at >= cut;
    stop := coalesce(stop, (SELECT max(position) + 1 FROM audit_link));
    DELETE FROM audit_link WHERE position < stop - 1;
    RETURN gone + views;
END $$
"""

# What is done in Django's admin goes past the services: its own log, single or in bulk, becomes lines here.
_ADMIN = """
CREATE OR REPLACE FUNCTION audit_admin() RETURNS trigger {function} AS $$
BEGIN
    INSERT INTO audit_auditentry
           (at, actor_id, actor_name, subject_type, subject_id, subject_label, verb, detail)
    SELECT NEW.action_time, u.id, u.name, coalesce(t.app_label || '.' || t.model, ''),
           left(coalesce(NEW.object_id, ''), 64), left(NEW.object_repr, 300),
           (ARRAY['admin.added', 'admin.changed', 'admin.removed'])[NEW.action_flag],
           jsonb_build_object('admin', left(NEW.change_message, 2000))
      FROM accounts_user u LEFT JOIN django_content_type t ON t.id = NEW.content_type_id
     WHERE u.id = NEW.user_id;
    RETURN NULL;
END $$
"""

# name, table, what; a constraint trigger cannot be replaced, only made when it is not there.
_TRIGGERS = [
    ("audit_note", "audit_auditentry", "DEFERRED audit_note_A"),
    ("audit_note", "audit_viewentry", "DEFERRED audit_note_V"),
    ("audit_seal", "audit_link", "DEFERRED audit_seal"),
    ("audit_keep", "audit_link", "BEFORE audit_keep"),
    ("audit_admin", "django_admin_log", "AFTER audit_admin"),
]


def install(connection) -> None:
    """Make or renew functions and triggers; safe to run at every migrate."""
    with connection.cursor() as cursor:
        there = set(connection.introspection.table_names(cursor))
        if "audit_link" not in there:
            return
        for kind in TABLES:
            cursor.execute(_NOTE.format(kind=kind, function=_FUNCTION, text=line_text(kind, "NEW")))
        for function in (_SEAL, _KEEP, _PRUNE, _ADMIN):
            cursor.execute(function.format(function=_FUNCTION, lock=LOCK, days=KEPT_DAYS))
        for name, table, what in _TRIGGERS:
            if table not in there:
                continue
            cursor.execute(
                "SELECT 1 FROM pg_trigger WHERE tgname = %s AND tgrelid = %s::regclass", [name, table]
            )
            if cursor.fetchone() is None:
                cursor.execute(_trigger(name, table, *what.split()))


def _trigger(name: str, table: str, when: str, function: str) -> str:
    kinds = {
        "DEFERRED": f"CREATE CONSTRAINT TRIGGER {name} AFTER INSERT ON {table} DEFERRABLE INITIALLY DEFERRED",
        "BEFORE": f"CREATE TRIGGER {name} BEFORE UPDATE OR DELETE ON {table}",
        "AFTER": f"CREATE TRIGGER {name} AFTER INSERT ON {table}",
    }
    return f"{kinds[when]} FOR EACH ROW EXECUTE FUNCTION {function}()"


def prune(*, before: datetime) -> int:
    """Delete the lines older than `before`; the database itself keeps those younger than `KEPT_DAYS`."""
    unguarded = pgtrigger.ignore("audit.AuditEntry:append_only", "audit.ViewEntry:append_only")
    with unguarded, connections[DEFAULT_DB_ALIAS].cursor() as cursor:
        cursor.execute("SELECT audit_prune(%s)", [before])
        return cursor.fetchone()[0]


def adopt(connection) -> None:
    """Seal the lines that were written before the chain was there, in the order of their keys."""
    with connection.cursor() as cursor:
        for kind, table in TABLES.items():
            cursor.execute(
                "INSERT INTO audit_link (kind, entry_id, at, entry_digest)"
                f" SELECT '{kind}', e.id, e.at,"
                f" encode(sha256(convert_to({line_text(kind, 'e')}, 'UTF8')), 'hex')"
                f" FROM {table} e LEFT JOIN audit_link l ON l.kind = '{kind}' AND l.entry_id = e.id"
                " WHERE l.id IS NULL ORDER BY e.id"
            )


def grant(connection, role: str) -> None:
    """Give the application's role what it needs on every table, and on the trail only adding and reading.

    To be run by the owner of the tables; `role` must exist. Running it again changes nothing.
    """
    name = connection.ops.quote_name(role)
    owned = ", ".join(connection.ops.quote_name(table) for table in APPEND_ONLY)
    with connection.cursor() as cursor:
        cursor.execute(f"GRANT USAGE ON SCHEMA public TO {name}")
        cursor.execute(f"GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {name}")
        cursor.execute(f"GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {name}")
        cursor.execute(f"REVOKE UPDATE, DELETE, TRUNCATE, TRIGGER ON {owned} FROM {name}")
        cursor.execute(f"REVOKE INSERT ON audit_link FROM {name}")
        if "django_migrations" in connection.introspection.table_names(cursor):
            cursor.execute(f"REVOKE INSERT, UPDATE, DELETE ON django_migrations FROM {name}")
        cursor.execute("REVOKE ALL ON FUNCTION audit_prune(timestamptz) FROM PUBLIC")
        cursor.execute(f"GRANT EXECUTE ON FUNCTION audit_prune(timestamptz) TO {name}")


def install_after_migrate(using, **kwargs) -> None:
    install(connections[using])


def grant_after_migrate(sender, using, **kwargs) -> None:
    """After the last app of a migrate, when `DATABASE_APP_ROLE` names the application's role."""
    last = [config for config in apps.get_app_configs() if config.models_module is not None][-1]
    if settings.DATABASE_APP_ROLE and sender is last:
        grant(connections[using], settings.DATABASE_APP_ROLE)
