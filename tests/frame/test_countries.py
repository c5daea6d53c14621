"""Names of countries in both languages, on the screen and in lists that are read."""

import pytest
from django.utils import translation
from django_countries import countries

from lo_portal.countries import NAMES, codes_by_name


def names(lang: str) -> dict[str, str]:
    with translation.override(lang):
        return {code: str(name) for code, name in countries}


def test_each_name_of_the_table_has_an_indonesian_one_and_keeps_the_english():
    english, indonesian = names("en"), names("id")
    assert [code for code in NAMES if english[code] == indonesian[code]] == []
    assert english["PH"] == "Philippines"
    assert indonesian["PH"] == "Filipina"
    assert len(english) == len(indonesian) > 240


@pytest.mark.parametrize("name", ["Filipina", "Philippines", "Jepang", "Japan", "Yordania", "Malaysia"])
def test_lists_may_name_a_country_in_either_language(name):
    with translation.override("en"):
        assert codes_by_name()[name] in {"PH", "JP", "JO", "MY"}
