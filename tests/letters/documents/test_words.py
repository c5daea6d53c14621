from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assignments.letters.documents import words


@pytest.mark.parametrize(
    ("number", "spelt"),
    [
        (0, "nol"),
        (1, "satu"),
        (11, "sebelas"),
        (19, "sembilan belas"),
        (38, "tiga puluh delapan"),
        (100, "seratus"),
        (111, "seratus sebelas"),
        (500, "lima ratus"),
        (1000, "seribu"),
        (2022, "dua ribu dua puluh dua"),
        (1_000_000, "satu juta"),
        (21_001_000, "dua puluh satu juta seribu"),
        (10**12, "satu triliun"),
    ],
)
def test_terbilang_spells_numbers(number, spelt):
    assert words.terbilang(number) == spelt


@pytest.mark.parametrize("number", [-1, 10**15])
def test_terbilang_refuses_what_it_cannot_spell(number):
    with pytest.raises(ValueError, match="cannot spell"):
        words.terbilang(number)


@given(st.integers(min_value=0, max_value=10**15 - 1))
def test_terbilang_can_be_read_back(number):
    assert _read(words.terbilang(number)) == number


def _read(spelt):
    """An independent reading: sums groups of hundreds, then multiplies by the scale."""
    ones = {word: value for value, word in enumerate(words.ONES)} | {"seratus": 100, "seribu": 1000}
    scales = {"ribu": 1000, "juta": 10**6, "miliar": 10**9, "triliun": 10**12}
    total = group = last = 0
    for word in spelt.split():
        if word == "belas":
            group += 10
        elif word == "puluh":
            group += last * 9
        elif word == "ratus":
            group += last * 99
        elif word in scales:
            total, group = total + group * scales[word], 0
        elif word == "seribu":
            total += 1000
        else:
            last = ones[word]
            group += last
    return total + group


def test_dates_are_written_as_in_letters():
    assert words.date_text(date(2022, 11, 8)) == "8 November 2022"
    assert words.weekday_date(date(2022, 11, 11)) == "Jumat, 11 November 2022"
    assert words.weekday_date(date(2022, 11, 13)) == "Minggu, 13 November 2022"


@pytest.mark.parametrize(
    ("first", "last", "text"),
    [
        (date(2022, 11, 23), date(2022, 11, 26), "23 s.d. 26 November 2022"),
        (date(2022, 11, 23), date(2022, 11, 23), "23 November 2022"),
        (date(2022, 11, 30), date(2022, 12, 2), "30 November s.d. 2 Desember 2022"),
        (date(2022, 12, 30), date(2023, 1, 2), "30 Desember 2022 s.d. 2 Januari 2023"),
    ],
)
def test_ranges_repeat_only_what_differs(first, last, text):
    assert words.date_range(first, last) == text


def test_ranges_that_run_backwards_are_refused():
    with pytest.raises(ValueError, match="before"):
        words.date_range(date(2022, 11, 26), date(2022, 11, 23))


def test_counts_months_and_ranks():
    assert words.counted(38, "orang") == "38 (tiga puluh delapan) orang"
    assert words.counted(2000, "orang") == "2.000 (dua ribu) orang"
    assert [words.roman_month(month) for month in (1, 5, 9, 12)] == ["I", "V", "IX", "XII"]
    assert words.rank_text("Penata Tingkat I", "III/d") == "Penata Tingkat I (III/d)"
    assert words.rank_text("", "IX") == "Golongan IX"
    assert words.rank_text("", "") == "-"
    with pytest.raises(ValueError, match="no month"):
        words.roman_month(13)
