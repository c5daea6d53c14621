"""Names of countries in Indonesian: the library that lists them speaks no Indonesian.

Only countries whose Indonesian name differs stand here; the others are written alike in both languages.
"""

from functools import cache

from django.utils import translation
from django.utils.translation import gettext_lazy as _

# settings.COUNTRIES_OVERRIDE: code of ISO 3166 -> the library's English name, to be translated.
NAMES = {
    "AE": _("United Arab Emirates"),
    "AF": _("Afghanistan"),
    "AG": _("Antigua and Barbuda"),
    "BA": _("Bosnia and Herzegovina"),
    "BE": _("Belgium"),
    "BN": _("Brunei"),
    "BR": _("Brazil"),
    "BS": _("Bahamas (The)"),
    "CA": _("Canada"),
    "CD": _("Democratic Republic of the Congo"),
    "CF": _("Central African Republic"),
    "CG": _("Congo"),
    "CH": _("Switzerland"),
    "CI": _("Côte d'Ivoire"),
    "CK": _("Cook Islands"),
    "CL": _("Chile"),
    "CM": _("Cameroon"),
    "CN": _("China"),
    "CO": _("Colombia"),
    "CU": _("Cuba"),
    "CV": _("Cabo Verde"),
    "CY": _("Cyprus"),
    "CZ": _("Czechia"),
    "DE": _("Germany"),
    "DJ": _("Djibouti"),
    "DM": _("Dominica"),
    "DO": _("Dominican Republic"),
    "DZ": _("Algeria"),
    "EC": _("Ecuador"),
    "EG": _("Egypt"),
    "ES": _("Spain"),
    "ET": _("Ethiopia"),
    "FI": _("Finland"),
    "FM": _("Micronesia"),
    "FR": _("France"),
    "GB": _("United Kingdom"),
    "GQ": _("Equatorial Guinea"),
    "GR": _("Greece"),
    "HR": _("Croatia"),
    "HU": _("Hungary"),
    "IE": _("Ireland"),
    "IQ": _("Iraq"),
    "IS": _("Iceland"),
    "IT": _("Italy"),
    "JM": _("Jamaica"),
    "JO": _("Jordan"),
    "JP": _("Japan"),
    "KG": _("Kyrgyzstan"),
    "KH": _("Cambodia"),
    "KM": _("Comoros"),
    "KN": _("Saint Kitts and Nevis"),
    "KP": _("North Korea"),
    "KR": _("South Korea"),
    "KZ": _("Kazakhstan"),
    "LT": _("Lithuania"),
    "LU": _("Luxembourg"),
    "LY": _("Libya"),
    "MA": _("Morocco"),
    "MC": _("Monaco"),
    "MG": _("Madagascar"),
    "MH": _("Marshall Islands"),
    "MK": _("North Macedonia"),
    "MO": _("Macao"),
    "MV": _("Maldives"),
    "MX": _("Mexico"),
    "MZ": _("Mozambique"),
    "NC": _("New Caledonia"),
    "NL": _("Netherlands"),
    "NO": _("Norway"),
    "NR": _("Naoero"),
    "NZ": _("New Zealand"),
    "PF": _("French Polynesia"),
    "PG": _("Papua New Guinea"),
    "PH": _("Philippines"),
    "PL": _("Poland"),
    "PS": _("Palestine"),
    "RO": _("Romania"),
    "RU": _("Russia"),
    "SA": _("Saudi Arabia"),
    "SB": _("Solomon Islands"),
    "SE": _("Sweden"),
    "SG": _("Singapore"),
    "SS": _("South Sudan"),
    "ST": _("Sao Tome and Principe"),
    "SY": _("Syria"),
    "TD": _("Chad"),
    "TL": _("Timor-Leste"),
    "TR": _("Türkiye"),
    "TT": _("Trinidad and Tobago"),
    "UA": _("Ukraine"),
    "US": _("United States of America"),
    "VA": _("Vatican City"),
    "VC": _("Saint Vincent and the Grenadines"),
    "YE": _("Yemen"),
    "ZA": _("South Africa"),
}


@cache
def codes_by_name() -> dict[str, str]:
    """Code of ISO 3166 by its names in both languages."""
    from django_countries import countries  # reads the settings, which read this module

    found = {}
    for lang in ("en", "id"):
        with translation.override(lang):
            found |= {str(name): code for code, name in countries}
    return found
