"""Writing every encrypted value anew under the newest key, so that older keys can be dropped.

Each value tells by itself which key opens it, so nothing is remembered between runs: a run that was
killed is started again and goes on. Values in columns are found through the models; what is encrypted
elsewhere (files, parts of JSON) is named in `settings.REKEYED_STORES`: functions that take a `Ring` and
the size of a batch, and yield one `Count` each.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pgtrigger
from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.apps import apps
from django.conf import settings
from django.db import connection, transaction
from django.db.models import QuerySet
from django.utils.module_loading import import_string

from lo_portal import crypto
from lo_portal.crypto import EncryptedTextField

BATCH = 500
_TOKEN = "gAAAA"  # every Fernet token begins with its version and the high bytes of its time


@dataclass(frozen=True)
class Ring:
    """All keys, and the newest alone."""

    every: MultiFernet = field(default_factory=crypto.keyring)
    newest: Fernet = field(default_factory=crypto.newest)

    def is_current(self, token: bytes) -> bool:
        try:
            self.newest.decrypt(token)
        except InvalidToken:
            return False
        return True

    def renewed(self, token: bytes) -> bytes:
        """The token under the newest key, its time kept. Raises `InvalidToken` where no key fits."""
        return token if self.is_current(token) else self.every.rotate(token)


@dataclass
class Count:
    """One column or store: values seen, written anew, and those that no key opens."""

    place: str
    seen: int = 0
    renewed: int = 0
    lost: int = 0


def rekey(*, batch: int = BATCH) -> Iterator[Count]:
    """Renew everything, place by place; each batch is a transaction of its own."""
    ring = Ring()
    for model, name in encrypted_columns():
        yield _rekey_column(ring, model, name, batch)
    for path in settings.REKEYED_STORES:
        yield import_string(path)(ring, batch)


def encrypted_columns() -> list[tuple]:
    """Every (model, field name) whose column is encrypted, histories included."""
    return [
        (model, one.name)
        for model in apps.get_models(include_auto_created=True)
        if model._meta.managed and not model._meta.proxy
        for one in model._meta.local_concrete_fields
        if isinstance(one, EncryptedTextField)
    ]


def _rekey_column(ring: Ring, model, name: str, batch: int) -> Count:
    quote = connection.ops.quote_name
    table, key = quote(model._meta.db_table), quote(model._meta.pk.column)
    column = quote(model._meta.get_field(name).column)
    count, last = Count(f"{model._meta.label}.{name}"), None
    while True:
        with transaction.atomic(), pgtrigger.ignore(), connection.cursor() as cursor:
            after = f"AND {key} > %s" if last is not None else ""
            cursor.execute(
                f"SELECT {key}, {column} FROM {table} WHERE {column} <> '' {after}"
                f" ORDER BY {key} LIMIT %s FOR NO KEY UPDATE",
                [*([last] if last is not None else []), batch],
            )
            rows = cursor.fetchall()
            for pk, value in rows:
                if new := _renewed(ring, count, value.encode()):
                    cursor.execute(f"UPDATE {table} SET {column} = %s WHERE {key} = %s", [new.decode(), pk])
        if len(rows) < batch:
            return count
        last = rows[-1][0]


def rekey_files(ring: Ring, place: str, paths: Iterable[str]) -> Count:
    """Sealed files: each written beside, then put in place in one step. One that is gone, or was never
    sealed, is passed over."""
    count = Count(place)
    for path in map(Path, paths):
        try:
            data = path.read_bytes()
        except FileNotFoundError:
            continue
        if not data.startswith(crypto.SEAL):
            continue
        if new := _renewed(ring, count, data.removeprefix(crypto.SEAL)):
            beside = path.with_name(path.name + ".new")
            beside.write_bytes(crypto.SEAL + new)
            beside.replace(path)
    return count


def rekey_json(ring: Ring, rows: QuerySet, column: str) -> Count:
    """Encrypted texts anywhere within a column of JSON, row by row."""
    count = Count(f"{rows.model._meta.label}.{column}")
    for pk in rows.order_by("pk").values_list("pk", flat=True):
        with transaction.atomic():
            row = rows.model._base_manager.select_for_update().only(column).filter(pk=pk).first()
            held = getattr(row, column) if row else None
            renewed = _renewed_within(ring, count, held)
            if renewed != held:
                rows.model._base_manager.filter(pk=pk).update(**{column: renewed})
    return count


def _renewed_within(ring: Ring, count: Count, value):
    if isinstance(value, dict):
        return {name: _renewed_within(ring, count, one) for name, one in value.items()}
    if isinstance(value, list):
        return [_renewed_within(ring, count, one) for one in value]
    if not (isinstance(value, str) and value.startswith(_TOKEN)):
        return value
    new = _renewed(ring, count, value.encode())
    return new.decode() if new else value


def _renewed(ring: Ring, count: Count, token: bytes) -> bytes | None:
    """The new token where one is needed, counted."""
    count.seen += 1
    try:
        new = ring.renewed(token)
    except InvalidToken:
        count.lost += 1
        return None
    if new == token:
        return None
    count.renewed += 1
    return new
