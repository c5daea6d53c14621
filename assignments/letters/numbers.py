"""Number patterns of letters: pure text, no rows.

"{kode}/{urut}/{unit}/{tahun}" -> "800.1.11.1/12/RO-ADPIM/2022".
"""

import re
from datetime import date

from assignments.letters.documents.words import roman_month

TOKENS = {"sifat", "kode", "urut", "unit", "bulan", "bulan_romawi", "tahun"}
_TOKEN = re.compile(r"\{(\w+)(?::(\d{1,2}))?\}")


class PatternError(ValueError):
    """A number pattern that cannot be used; the message says why, in Indonesian."""


def check_pattern(pattern: str) -> None:
    """Raise `PatternError` for an unknown token, a stray brace, or a pattern without {urut}."""
    names = [name for name, _ in _TOKEN.findall(pattern)]
    unknown = sorted(set(names) - TOKENS)
    if unknown:
        raise PatternError(
            f"Penanda {{{unknown[0]}}} tidak dikenal. Pilih dari: {', '.join(sorted(TOKENS))}."
        )
    if re.search(r"[{}]", _TOKEN.sub("", pattern)):
        raise PatternError("Kurung kurawal tidak lengkap, misalnya {urut}.")
    if "urut" not in names:
        raise PatternError("Pola nomor harus memuat {urut}.")


def write_number(pattern: str, *, sequence: int, on: date, code: str, unit: str, nature: str = "B") -> str:
    """The number for a sequence. {urut:5} pads with zeros to five digits."""
    check_pattern(pattern)
    values = {
        "sifat": nature,
        "kode": code,
        "urut": str(sequence),
        "unit": unit,
        "bulan": f"{on.month:02d}",
        "bulan_romawi": roman_month(on.month),
        "tahun": str(on.year),
    }
    return _TOKEN.sub(lambda found: values[found[1]].zfill(int(found[2] or 0)), pattern)
