"""Encrypted columns for restricted personal data (health, passport, room, security notes).

AES through Fernet; keys come from `FIELD_KEYS` in the environment, newest first. Rotating means
putting a new key in front and running `manage.py rotate_field_keys`. Such a column is never searched.
"""

import base64
import hashlib
from functools import lru_cache

from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.db import models


@lru_cache(maxsize=4)
def _keyring(keys: tuple[str, ...]) -> MultiFernet:
    return MultiFernet(
        [Fernet(base64.urlsafe_b64encode(hashlib.sha256(key.encode()).digest())) for key in keys]
    )


def keyring() -> MultiFernet:
    return _keyring(tuple(settings.FIELD_KEYS))


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
