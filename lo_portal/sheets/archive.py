"""A zip file opened with suspicion: counted before and while it is unpacked."""

import io
import zipfile
import zlib

from lo_portal.sheets import refusals
from lo_portal.sheets.limits import MEGABYTE
from lo_portal.sheets.sentences import SheetRefused

DIRECTORY_ENTRY = b"PK\x01\x02"
CHUNK = 64 * 1024
SMALL_PART = MEGABYTE
ALLOWED_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)


class Archive:
    """The parts of a zip, never larger than `limits` says.

    Raises SheetRefused for too many parts, parts that unpack too large or too
    dense, passwords, and damage of every kind.
    """

    def __init__(self, data, limits):
        self.limits = limits
        self.unpacked = 0
        if data.count(DIRECTORY_ENTRY) > 4 * limits.parts:
            raise SheetRefused(refusals.TOO_MANY_PARTS, limit=limits.parts)
        try:
            self.zip = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
            raise SheetRefused(refusals.BROKEN) from error
        self.names = frozenset(self.zip.namelist())
        self._check_directory(len(data))

    def _check_directory(self, packed_size):
        parts = self.zip.infolist()
        if len(parts) > self.limits.parts:
            raise SheetRefused(refusals.TOO_MANY_PARTS, limit=self.limits.parts)
        if any(part.flag_bits & 0x1 for part in parts):
            raise SheetRefused(refusals.ENCRYPTED)
        if any(part.compress_type not in ALLOWED_METHODS for part in parts):
            raise SheetRefused(refusals.BROKEN)
        total = sum(part.file_size for part in parts)
        dense = any(
            part.file_size > SMALL_PART and part.file_size > self.limits.ratio * max(part.compress_size, 1)
            for part in parts
        )
        too_dense = total > SMALL_PART and total > self.limits.ratio * packed_size
        if total > self.limits.unpacked_size or dense or too_dense:
            self._refuse_size()

    def _refuse_size(self):
        raise SheetRefused(refusals.UNPACKS_TOO_BIG, limit=self.limits.unpacked_size // MEGABYTE)

    def chunks(self, name):
        """The bytes of part `name`, piece by piece, counted."""
        try:
            with self.zip.open(name) as part:
                while piece := part.read(CHUNK):
                    self.unpacked += len(piece)
                    if self.unpacked > self.limits.unpacked_size:
                        self._refuse_size()
                    yield piece
        except (zipfile.BadZipFile, zlib.error, KeyError, EOFError, OSError) as error:
            raise SheetRefused(refusals.BROKEN) from error

    def read(self, name):
        return b"".join(self.chunks(name))
