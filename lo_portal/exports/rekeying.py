"""Lists with restricted fields that wait for their owner, under the newest key."""

from lo_portal.exports.models import Export
from lo_portal.rekeying import Count, Ring, rekey_files


def files(ring: Ring, batch: int) -> Count:
    """Sealed exports, of which none is older than a day."""
    rows = Export.objects.with_file().only("file").order_by("pk")
    return rekey_files(ring, "exports.Export files", (row.file.path for row in rows.iterator(batch)))
