"""Countries and their people as lists name them: in Indonesian, English or by code."""

from functools import cache

from lo_portal.countries import codes_by_name
from lo_portal.sheets.columns import normal
from lo_portal.sheets.reading import Read, one_line
from lo_portal.sheets.sentences import ReadingError, Sentence

COUNTRY_UNKNOWN = Sentence(
    "country_unknown",
    "Negara “{text}” tidak dikenal. Isi nama negara atau kodenya, misalnya MY.",
    "Country “{text}” is unknown. Fill in the country's name or code, for example MY.",
)

# Names of the countries that visit most, beside the codes of ISO 3166 and English names; and of their people.
COUNTRIES = {
    "ID": ("indonesia", "ri", "republik indonesia", "indonesian", "wni"),
    "BN": ("brunei", "brunei darussalam", "bruneian"),
    "MY": ("malaysia", "malaysian"),
    "PH": ("filipina", "philippines", "the philippines", "filipino", "philippine"),
    "SG": ("singapura", "singaporean"),
    "TH": ("thailand", "muangthai", "thai"),
    "VN": ("vietnam", "viet nam", "vietnamese"),
    "KH": ("kamboja", "cambodian"),
    "LA": ("laos", "lao", "laotian"),
    "MM": ("myanmar", "burmese"),
    "TL": ("timor leste", "timorese"),
    "CN": ("tiongkok", "cina", "china", "rrt", "chinese"),
    "JP": ("jepang", "japanese"),
    "KR": ("korea selatan", "korea", "korean"),
    "AU": ("australia", "australian"),
    "NZ": ("selandia baru", "new zealander"),
    "IN": ("india", "indian"),
    "US": ("amerika serikat", "usa", "american"),
    "GB": ("inggris", "uk", "british"),
    "NL": ("belanda", "dutch"),
    "DE": ("jerman", "german"),
    "FR": ("prancis", "perancis", "french"),
    "SA": ("arab saudi", "saudi"),
    "AE": ("uni emirat arab", "emirati"),
}
NONE = frozenset(("", "-", "internasional", "organisasi internasional"))


def read_country(cell) -> Read:
    """ISO 3166 alpha-2, or '' for an organisation."""
    text = one_line(cell)
    word = normal(text)
    if word in NONE:
        return Read("")
    names = _codes_by_name()
    if text.upper() in names.values():
        return Read(text.upper())
    if word not in names:
        raise ReadingError(COUNTRY_UNKNOWN, text=text)
    return Read(names[word])


@cache
def _codes_by_name() -> dict[str, str]:
    official = {normal(name): code for name, code in codes_by_name().items()}
    return official | {name: code for code, several in COUNTRIES.items() for name in several}
