"""The encrypted files of a backup: streams in, streams out, hashes on the way (age format, pyrage)."""

import hashlib
import os
import threading
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO

import pyrage

from lo_portal.upkeep.backups import BackupError

CHUNK = 1 << 16


class Counted:
    """A file being read or written, with the SHA-256 and the size of what passed."""

    def __init__(self, file: BinaryIO):
        self.file, self.digest, self.size = file, hashlib.sha256(), 0

    def read(self, size: int = -1) -> bytes:
        return self._count(self.file.read(size))

    def write(self, data: bytes) -> int:
        self._count(data)
        return self.file.write(data)

    def flush(self) -> None:
        self.file.flush()

    def _count(self, data: bytes) -> bytes:
        self.digest.update(data)
        self.size += len(data)
        return data


def recipients(keys: list[str]) -> list:
    """The public keys that a backup is encrypted for. Raises `BackupError` when there is none."""
    if not keys:
        raise BackupError("BACKUP_RECIPIENTS is empty: `manage.py make_backup_key` makes a pair of keys.")
    try:
        return [pyrage.x25519.Recipient.from_str(key) for key in keys]
    except pyrage.RecipientError as error:
        raise BackupError(f"BACKUP_RECIPIENTS holds no public key: {error}") from error


def identity(path: Path) -> pyrage.x25519.Identity:
    """The private key in `path`, as `make_backup_key` or `age-keygen` wrote it."""
    try:
        lines = path.read_text().split()
    except OSError as error:
        raise BackupError(f"The key file cannot be read: {error}") from error
    for line in lines:
        if line.startswith("AGE-SECRET-KEY-"):
            with suppress(pyrage.IdentityError):
                return pyrage.x25519.Identity.from_str(line)
    raise BackupError(f"{path} holds no private key of a backup.")


def seal(source, target: Path, keys: list) -> dict:
    """Encrypt all of `source` into `target`; returns its size and SHA-256."""
    with os.fdopen(os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        written = Counted(file)
        pyrage.encrypt_io(source, written, keys)
        file.flush()
        os.fsync(file.fileno())
    return {"bytes": written.size, "sha256": written.digest.hexdigest()}


def unseal(source: Path, target, key) -> None:
    """Decrypt `source` into `target`. Raises `BackupError` when it was cut, altered or made for others."""
    try:
        with source.open("rb") as file:
            pyrage.decrypt_io(file, target, [key])
    except BrokenPipeError:
        raise
    except (OSError, pyrage.DecryptError) as error:
        raise BackupError(
            f"{source.name} cannot be decrypted: cut off, altered, or for another key."
        ) from error


def piped(produce: Callable[[BinaryIO], None], consume: Callable[[BinaryIO], object]):
    """Run `produce(writer)` in a thread while `consume(reader)` reads it; returns what consume returned.

    An error of the producer counts before one of the consumer: it is the cause.
    """
    out, into = os.pipe()
    trouble: list[BaseException] = []

    def work() -> None:
        try:
            with os.fdopen(into, "wb") as writer:
                produce(writer)
        except BrokenPipeError:
            pass  # the reader had enough
        except BaseException as error:
            trouble.append(error)

    thread = threading.Thread(target=work)
    thread.start()
    result, failure = None, None
    with os.fdopen(out, "rb") as reader:
        try:
            result = consume(reader)
            while not trouble and reader.read(CHUNK):
                pass  # a tar ends before its padding does
        except Exception as error:
            failure = error
    thread.join()
    if trouble:
        raise trouble[0]
    if failure:
        raise failure
    return result
