"""Writing every encrypted value anew under the newest key, so that older keys can be dropped.

Each value tells by itself which key opens it, so nothing is remembered between runs: a run that was
killed is started again and goes on. Values in columns are found through the models; what is encrypted
elsewhere (files, parts of JSON) is named in `settings.REKEYED_STORES`: functions that take a `Ring` and
the size of a batch, and yield one `Count` each.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

import pgtrigger
from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.apps import apps
from django.conf import settings
from django.db import connection, transaction
from django.utils.module_loading import import_string

from lo_portal import crypto
from lo_portal.crypto import EncryptedTextField

BATCH = 500


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
