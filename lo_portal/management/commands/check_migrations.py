"""`manage.py check_migrations`: would the version that runs now survive these migrations? No database needed.

Zero downtime means expand, deploy, backfill, contract one release later (docs/deployment.md). A
migration that contracts on purpose says so: `contract = "no code reads it since 0.2"` in its class.
"""

from collections.abc import Iterator

from django.apps import apps
from django.conf import settings
from django.contrib.postgres.operations import AddIndexConcurrently
from django.core.management.base import BaseCommand, CommandError
from django.db import models
from django.db.migrations import operations
from django.db.migrations.loader import MigrationLoader
from django.db.models.fields import NOT_PROVIDED

LOSSES = {
    operations.RemoveField: "removes a column that the running version still reads",
    operations.DeleteModel: "removes a table that the running version still reads",
    operations.RenameField: "renames a column under the running version",
    operations.RenameModel: "renames a table under the running version",
    operations.AlterModelTable: "renames a table under the running version",
}


# What the last release had, one "app.name" a line; `--release` writes it. None yet: nothing runs older.
RELEASED = settings.BASE_DIR / "deploy" / "released-migrations.txt"


class Command(BaseCommand):
    help = "Fail on migrations since the last release that the older version would not survive."
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("--release", action="store_true", help="note that all of these are released now")

    def handle(self, *, release, **options):
        ours = our_migrations()
        if release:
            RELEASED.write_text("".join(f"{name}\n" for name in sorted(ours)))
        elif RELEASED.exists():
            if unsafe := unsafe_since(RELEASED.read_text().split(), ours):
                raise CommandError("\n".join([*unsafe, "See docs/deployment.md, migrations."]))
        else:
            self.stdout.write("Nothing is released yet.")


def our_migrations() -> dict:
    """Every migration of our rooms by "app.name", from the files alone."""
    rooms = {
        config.label
        for config in apps.get_app_configs()
        if config.name.partition(".")[0] in {"lo_portal", "events", "officers", "delegates", "assignments"}
    }
    found = MigrationLoader(None, replace_migrations=False).disk_migrations
    return {f"{app}.{name}": migration for (app, name), migration in found.items() if app in rooms}


def unsafe_since(released: list[str], migrations: dict) -> list[str]:
    return [
        f"{name}: {sentence}"
        for name, migration in sorted(migrations.items())
        if name not in set(released) and not getattr(migration, "contract", "")
        for sentence in dangers(migration)
    ]


def dangers(migration) -> Iterator[str]:
    """What is wrong with a migration, one sentence each; nothing in tables that it makes itself."""
    fresh = {one.name_lower for one in migration.operations if isinstance(one, operations.CreateModel)}
    schema = [one for one in migration.operations if not _moves_data(one)]
    if schema and len(schema) < len(migration.operations):
        yield "changes tables and moves data in one transaction: make two migrations"
    for one in migration.operations:
        table = getattr(one, "model_name_lower", getattr(one, "name_lower", ""))
        if table in fresh:
            continue
        if type(one) in LOSSES:
            yield f"{LOSSES[type(one)]} ({table} {getattr(one, 'name', '')})"
        elif isinstance(one, operations.AddField) and _breaks_inserts(one.field):
            yield f"adds {table}.{one.name} without null or db_default: inserts of the running version fail"
        elif isinstance(one, operations.AddIndex) and not isinstance(one, AddIndexConcurrently):
            yield f"adds an index to {table} under a lock: use AddIndexConcurrently (atomic = False)"


def _breaks_inserts(field) -> bool:
    stored = not isinstance(field, models.ManyToManyField)
    return stored and not field.null and field.db_default is NOT_PROVIDED


def _moves_data(one) -> bool:
    return isinstance(one, (operations.RunPython, operations.RunSQL))
