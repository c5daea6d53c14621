"""Uploaded files and undo data under the newest key."""

import json
from pathlib import Path

from cryptography.fernet import InvalidToken
from django.db import transaction

from lo_portal.crypto import SEAL
from lo_portal.imports.models import ImportBatch
from lo_portal.rekeying import Count, Ring

_TOKEN = "gAAAA"  # every Fernet token begins with its version and the high bytes of its time


def files(ring: Ring, batch: int) -> Count:
    """Sealed uploads: written beside, then put in place in one step."""
    count = Count("imports.ImportBatch files")
    for row in ImportBatch.objects.exclude(file="").only("file").order_by("pk").iterator(batch):
        path = Path(row.file.path)
        if path.exists():
            _rekey_file(ring, count, path)
    return count


def _rekey_file(ring: Ring, count: Count, path: Path) -> None:
    data = path.read_bytes()
    if not data.startswith(SEAL):
        return
    count.seen += 1
    token = data.removeprefix(SEAL)
    try:
        new = ring.renewed(token)
    except InvalidToken:
        count.lost += 1
        return
    if new != token:
        beside = path.with_name(path.name + ".new")
        beside.write_bytes(SEAL + new)
        beside.replace(path)
        count.renewed += 1


def traces(ring: Ring, batch: int) -> Count:
    """Old and new restricted values that undo needs."""
    count = Count("imports.ImportBatch.traces")
    for pk in ImportBatch.objects.exclude(traces=[]).order_by("pk").values_list("pk", flat=True):
        with transaction.atomic():
            row = ImportBatch.objects.select_for_update().only("traces").get(pk=pk)
            renewed = _renew_within(ring, count, row.traces)
            if json.dumps(renewed) != json.dumps(row.traces):
                ImportBatch.objects.filter(pk=pk).update(traces=renewed)
    return count


def _renew_within(ring: Ring, count: Count, value):
    if isinstance(value, dict):
        return {name: _renew_within(ring, count, one) for name, one in value.items()}
    if isinstance(value, list):
        return [_renew_within(ring, count, one) for one in value]
    if not (isinstance(value, str) and value.startswith(_TOKEN)):
        return value
    count.seen += 1
    try:
        new = ring.renewed(value.encode()).decode()
    except InvalidToken:
        count.lost += 1
        return value
    count.renewed += new != value
    return new
