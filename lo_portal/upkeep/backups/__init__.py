"""Backups: made while the portal runs, encrypted for a key that is elsewhere, believed only once restored.

A backup is a folder: `database.age` (pg_dump, custom format), `roles.age` (without passwords),
`media.age` (tar), `sums.age` (rows and MD5 of each table in the same snapshot, SHA-256 of each file)
and `manifest.json` (when, and the SHA-256 of each of them).
"""


class BackupError(Exception):
    """A backup that cannot be made, or must not be believed; the sentence says what to do."""
