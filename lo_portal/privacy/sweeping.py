"""Finding and overwriting the texts that betray a person, in every text column of every table, and in files.

Own rows of persons of the same kind are left aside: somebody else may bear the same name. So are the
tables of `registry.LAWFUL_MINIMUM`.
"""

import io
import json
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pgtrigger
from django.conf import settings
from django.db import connection, models

from lo_portal.crypto import unseal
from lo_portal.privacy import needles, registry

# Files that stay: issued letters are archives.
LAWFUL_FOLDERS = ("letters/",)
_TYPES = """
SELECT column_name, CASE WHEN data_type = 'ARRAY' THEN udt_name ELSE data_type END
  FROM information_schema.columns
 WHERE table_schema = 'public' AND table_name = %s
   AND (data_type IN ('text', 'character varying', 'json', 'jsonb') OR udt_name IN ('_varchar', '_text'))
"""


def overwrite(wanted: set[str], *, own: set[type[models.Model]]) -> int:
    """Replace each of `wanted` wherever it is mentioned; returns how many columns of rows changed."""
    count = 0
    with connection.cursor() as cursor, pgtrigger.ignore():
        for table in _tables(own):
            for column, kind in _columns(cursor, table):
                for needle in sorted(wanted, key=len, reverse=True):
                    count += _replace(cursor, table, column, kind, needle)
    return count


def mentions(wanted: set[str], *, everywhere: bool = False) -> dict[str, int]:
    """Where these texts still stand: `{"table.column": rows}`. With `everywhere` the lawful minimum too."""
    found = {}
    with connection.cursor() as cursor:
        for table in _tables(set(), everywhere=everywhere):
            for column, kind in _columns(cursor, table):
                rows = sum(_count(cursor, table, column, kind, needle) for needle in wanted)
                if rows:
                    found[f"{table}.{column}"] = rows
    return found


def files_that_mention(wanted: set[str]) -> list[str]:
    """Files below the media folder, outside the archives, that hold one of these texts, packed or not."""
    root = Path(settings.MEDIA_ROOT)
    betraying = [text.encode() for text in wanted]
    return [
        path.relative_to(root).as_posix()
        for path in sorted(root.rglob("*"))
        if path.is_file()
        and not path.relative_to(root).as_posix().startswith(LAWFUL_FOLDERS)
        and any(text in part for part in _parts(path) for text in betraying)
    ]


def _tables(own: set, *, everywhere: bool = False) -> list[str]:
    """Names of the tables to look through, history last: rewriting a row writes history."""
    lawful = set() if everywhere else registry.LAWFUL_MINIMUM
    chosen = [
        model
        for model in registry.tables()
        if model not in own
        and registry.tracked(model) not in own
        and registry.retention_of(model) not in lawful
    ]
    chosen.sort(key=lambda model: registry.tracked(model) is not None)
    return [model._meta.db_table for model in chosen]


def _columns(cursor, table: str) -> list[tuple[str, str]]:
    cursor.execute(_TYPES, [table])
    return cursor.fetchall()


def _replace(cursor, table: str, column: str, kind: str, needle: str) -> int:
    mark = needles.ERASED if len(needle) >= len(needles.ERASED) else "•" * len(needle)
    written, name = _written(kind, needle), _quoted(column)
    cursor.execute(
        f"UPDATE {_quoted(table)} SET {name} = replace({name}::text, %s, %s)::{_cast(kind)}"
        f" WHERE strpos({name}::text, %s) > 0",
        [written, mark, written],
    )
    return cursor.rowcount


def _count(cursor, table: str, column: str, kind: str, needle: str) -> int:
    cursor.execute(
        f"SELECT count(*) FROM {_quoted(table)} WHERE strpos({_quoted(column)}::text, %s) > 0",
        [_written(kind, needle)],
    )
    return cursor.fetchone()[0]


def _quoted(name: str) -> str:
    """Names come from the models and the catalogue, never from a person."""
    return connection.ops.quote_name(name)


def _cast(kind: str) -> str:
    return {"_varchar": "varchar[]", "_text": "text[]"}.get(kind, kind)


def _written(kind: str, needle: str) -> str:
    """As the column's text form writes it: JSON escapes quotes and backslashes."""
    return json.dumps(needle, ensure_ascii=False)[1:-1] if kind in ("json", "jsonb") else needle


def _parts(path: Path) -> Iterator[bytes]:
    """The bytes of a file, unsealed; of a zip (xlsx, ods, docx) those of each member."""
    data = unseal(path.read_bytes())
    if not zipfile.is_zipfile(io.BytesIO(data)):
        yield data
        return
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for name in archive.namelist():
            yield archive.read(name)
