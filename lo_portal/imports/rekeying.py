"""Uploaded files and undo data under the newest key."""

from lo_portal.imports.models import ImportBatch
from lo_portal.rekeying import Count, Ring, rekey_files, rekey_json


def files(ring: Ring, batch: int) -> Count:
    """Sealed uploads."""
    rows = ImportBatch.objects.exclude(file="").only("file").order_by("pk")
    return rekey_files(ring, "imports.ImportBatch files", (row.file.path for row in rows.iterator(batch)))


def traces(ring: Ring, batch: int) -> Count:
    """Old and new restricted values that undo needs."""
    return rekey_json(ring, ImportBatch.objects.exclude(traces=[]), "traces")
