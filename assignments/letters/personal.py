"""Letters are archives: what they print, their numbers and their steps stay as long as the JRA says."""

from lo_portal.privacy.registry import Retention, declare

declare(
    "letters.letterprofile",
    Retention.LETTER,
    personal=["signatory_name", "signatory_rank", "signatory_nip", "signatory_lines", "initials_by"],
    plain=[
        "name", "government", "unit", "subunit", "address", "city", "postcode", "logo", "paper_size",
        "margins", "typeface", "title", "number_pattern", "classification", "unit_code", "timezone", "place",
        "menimbang", "dasar", "untuk", "tembusan",
    ],
)  # fmt: skip
declare("letters.register", plain=["unit_code"])
declare("letters.registerentry", Retention.LETTER, personal=["subject"], plain=["number", "void_reason"])
declare(
    "letters.letter",
    Retention.LETTER,
    personal=["subject", "document", "file"],
    plain=["token", "sha256", "failure", "end_reason"],
)
declare("letters.letterrow", Retention.LETTER, personal=["facts"])
declare("letters.letterstep", Retention.LETTER, personal=["name", "note"])
