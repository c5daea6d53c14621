"""Encrypted columns for restricted personal data (health, passport, room, security notes).

AES through Fernet; keys come from `FIELD_KEYS` in the environment, newest first. Rotating means
putting a new key in front and running `manage.py rotate_field_keys`. Such a column is never searched.
"""

import base64
import hashlib
import json
from functools import lru_cache

from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.db import models


def _fernet(key: str) -> Fernet:
    return Fernet(base64.urlsafe_b64encode(hashlib.sha256(key.encode()).digest()))


@lru_cache(maxsize=4)
def _keyring(keys: tuple[str, ...]) -> MultiFernet:
    return MultiFernet([_fernet(key) for key in keys])


def keyring() -> MultiFernet:
    return _keyring(tuple(settings.FIELD_KEYS))


def newest() -> Fernet:
    """The key that everything new is written with."""
    return _fernet(settings.FIELD_KEYS[0])


# What a sealed file begins with, so that it is told from one that never was.
SEAL = b"LO-SEAL1\n"


def seal(data: bytes) -> bytes:
    """The bytes of a file encrypted for keeping; about 4/3 of their size."""
    return SEAL + keyring().encrypt(data)


def unseal(data: bytes) -> bytes:
    """The bytes as they were before `seal`; what was never sealed comes back as it is.

    Raises cryptography's InvalidToken where no key of `FIELD_KEYS` fits.
    """
    return keyring().decrypt(data.removeprefix(SEAL)) if data.startswith(SEAL) else data


class EncryptedTextField(models.TextField):
    """Text that PostgreSQL, its dumps and its logs hold only encrypted. Empty stays empty."""

    def from_db_value(self, value, expression, connection):
        return keyring().decrypt(value.encode()).decode() if value else value

    def get_prep_value(self, value):
        value = super().get_prep_value(value)
        return keyring().encrypt(value.encode()).decode() if value else value

    def get_lookup(self, lookup_name):
        if lookup_name not in {"isnull", "exact"}:
            return None
        return super().get_lookup(lookup_name)


class EncryptedJSONField(EncryptedTextField):
    """A dict of JSON types, held encrypted as a whole. Nothing in it is {}."""

    def from_db_value(self, value, expression, connection):
        return json.loads(super().from_db_value(value, expression, connection)) if value else {}

    def get_prep_value(self, value):
        text = json.dumps(value, ensure_ascii=False) if value else ""
        return keyring().encrypt(text.encode()).decode() if text else text

    def to_python(self, value):
        return json.loads(value) if isinstance(value, str) and value else value or {}

    def value_to_string(self, obj):
        return json.dumps(self.value_from_object(obj) or {}, ensure_ascii=False)
