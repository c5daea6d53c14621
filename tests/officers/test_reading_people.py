"""People as lists write them: examples from the field, then properties."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lo_portal.sheets.sentences import ReadingError
from lo_portal.sheets.tables import Cell
from officers.ranks import GOLONGAN_PPPK, PANGKAT
from officers.reading.details import find_role, read_email, read_sex
from officers.reading.identity import read_identity
from officers.reading.languages import BANDS, LANGUAGES, LEVELS, read_languages
from officers.reading.names import read_name
from officers.reading.phones import read_phones
from officers.reading.ranks import read_rank

TODAY = date(2022, 11, 1)


def refusal(reader, *sources, **options):
    with pytest.raises(ReadingError) as refused:
        reader(*sources, **options)
    assert refused.value.text("id")
    assert refused.value.text("en")
    return refused.value.code


@pytest.mark.parametrize(
    ("text", "front", "name", "back"),
    [
        ("Drs. Antonius Beni, S.Hum.", "Drs.", "Antonius Beni", "S.Hum."),
        ("dr. Harisson, M.Kes.", "dr.", "Harisson", "M.Kes."),
        ("Dr. H. Ahmad Fauzan, S.STP., M.Si.", "Dr. H.", "Ahmad Fauzan", "S.STP., M.Si."),
        ("Dr.H. Ahmad Fauzan", "Dr.H.", "Ahmad Fauzan", ""),
        ("Zulkarnain", "", "Zulkarnain", ""),
        ("M. Yusuf, SE,MM", "", "M. Yusuf", "SE, MM"),
        ("Ahmad Fauzan S.Hum.", "", "Ahmad Fauzan", "S.Hum."),
        ("Lim Kian Seng", "", "Lim Kian Seng", ""),
        ("R. Budi Santoso", "R.", "Budi Santoso", ""),
        ("Nurul Hikmah, S.H.\nNIP. 19791010 200312 2 907", "", "Nurul Hikmah", "S.H."),
        ("Nur'aini Sa’diah, S.Sos", "", "Nur'aini Sa’diah", "S.Sos"),
        ("1. Siti\u00a0Aminah ,  S.Sos.", "", "Siti Aminah", "S.Sos."),
        ("NURUL HIDAYATI, S.Kep", "", "Nurul Hidayati", "S.Kep"),
        ("<script>alert(1)</script>", "", "<script>alert(1)</script>", ""),
        ("=CMD()|calc", "", "=CMD()|calc", ""),
        ("Dra.Hj.Siti Aminah,M.Si", "Dra.Hj.", "Siti Aminah", "M.Si"),
        ("Prof.Dr.Ir.H.Budi Santoso", "Prof.Dr.Ir.H.", "Budi Santoso", ""),
        ("Drs.H.M.Yusuf", "Drs.H.", "M.Yusuf", ""),
        ("R.A.Kartini", "R.A.", "Kartini", ""),
        ("dr.Tuti,Sp.A", "dr.", "Tuti", "Sp.A"),
        ("Siti Aminah.S.Sos", "", "Siti Aminah", "S.Sos"),
        ("M.Yusuf", "", "M.Yusuf", ""),
        ("Moh.Yusuf", "", "Moh.Yusuf", ""),
    ],
)
def test_name_keeps_titles_apart(text, front, name, back):
    read = read_name(text).value

    assert (read.front, read.name, read.back) == (front, name, back)


@pytest.mark.parametrize(
    ("text", "rank", "front", "name", "back"),
    [
        ("Letda Inf Budi Santoso", "Letda Inf", "", "Budi Santoso", ""),
        ("Letda.Inf.Budi Santoso, S.H.", "Letda. Inf.", "", "Budi Santoso", "S.H."),
        ("Bripka Andi", "Bripka", "", "Andi", ""),
        ("BRIPKA ANDI SAPUTRA", "BRIPKA", "", "Andi Saputra", ""),
        ("AKBP Dr. Rudi Hartono, S.I.K., M.H.", "AKBP", "Dr.", "Rudi Hartono", "S.I.K., M.H."),
        ("Kompol.Sari Dewi", "Kompol.", "", "Sari Dewi", ""),
        ("Kombes Pol. H. Anwar", "Kombes Pol.", "H.", "Anwar", ""),
        ("Mayor Laut (P) Agus Salim", "Mayor Laut (P)", "", "Agus Salim", ""),
        ("Brigjen TNI (Purn) Eko S.", "Brigjen TNI (Purn)", "", "Eko S.", ""),
        ("Serda Eko Prasetyo", "Serda", "", "Eko Prasetyo", ""),
        ("Mayor", "", "", "Mayor", ""),
    ],
)
def test_rank_before_the_name_is_taken_apart(text, rank, front, name, back):
    read = read_name(text)

    person = read.value
    assert (person.rank, person.front, person.name, person.back) == (rank, front, name, back)
    assert ("name_split" in [note.code for note in read.notes]) == bool(rank)


def test_what_is_glued_to_a_name_and_unknown_is_doubted():
    read = read_name("Kol.Budi Santoso")

    assert read.value.name == "Kol.Budi Santoso"
    assert [note.code for note in read.notes] == ["name_glued"]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "name_empty"),
        ("-", "name_empty"),
        ("Dra.", "name_empty"),
        ("12345", "name_digits"),
        ("a" * 121, "name_long"),
    ],
)
def test_name_that_is_none_is_refused(text, code):
    assert refusal(read_name, text) == code


@pytest.mark.parametrize(
    ("text", "kind", "number"),
    [
        ("199001012015011999", "pns", "199001012015011999"),
        ("19900101 201501 1 999", "pns", "199001012015011999"),
        ("19900101.201501.1.999", "pns", "199001012015011999"),
        ("NIP. 19900101\u00a0201501\u200b 1 999", "pns", "199001012015011999"),
        ("'199001012015011999", "pns", "199001012015011999"),
        ("NIPPPK 199001012022211999", "pppk", "199001012022211999"),
        ("199001012022211999", "pppk", "199001012022211999"),
        ("NRP 80010123", "nrp", "80010123"),
        ("Budi, S.H.\nNIP. 199001012015011999", "pns", "199001012015011999"),
        ("Budi, S.H.\n19900101 201501 1 999", "pns", "199001012015011999"),
        ("-", "none", ""),
        ("", "none", ""),
        ("Non ASN", "none", ""),
    ],
)
def test_identity_is_read_in_every_spelling(text, kind, number):
    read = read_identity(text, TODAY).value

    assert (read.kind, read.number) == (kind, number)


@pytest.mark.parametrize(
    ("source", "code"),
    [
        ("199013012015051001", "nip_birth"),
        ("198602302015051001", "nip_birth"),
        ("209901012115051001", "nip_birth"),
        ("198609262015131001", "nip_month"),
        ("198609262015053001", "nip_sex"),
        ("198609262015051000", "nip_sequence"),
        ("198609261999051001", "nip_start_year"),
        ("19860926201505100", "nip_length"),
        ("198609262", "nip_old"),
        ("19860926201505100O", "nip_letters"),
        ("1,98609E+17", "nip_number"),
        (Cell(198609262015051001, "number", "198609262015051001"), "nip_number"),
        (Cell("#REF!", "error", "#REF!"), "cell_error"),
        (Cell(None, "number", "", formula=True), "formula_empty"),
        ("NRP 12", "nrp_length"),
    ],
)
def test_impossible_identity_is_refused(source, code):
    assert refusal(read_identity, source, TODAY) == code


def test_short_number_is_an_nrp_only_where_the_column_allows_it():
    assert read_identity("80010123", TODAY, nrp_allowed=True).value.kind == "nrp"
    assert refusal(read_identity, "80010123", TODAY) == "nip_length"


BIRTHS = st.dates(date(1960, 1, 1), date(2000, 12, 31))
SEPARATORS = st.text(alphabet=" .-\u00a0\u200b", max_size=2)


@given(
    BIRTHS,
    st.integers(18, 35),
    st.integers(1, 12),
    st.sampled_from("12"),
    st.integers(1, 999),
    st.lists(SEPARATORS, min_size=3, max_size=3),
)
def test_every_possible_nip_is_read_whatever_stands_between(born, age, month, sex, sequence, between):
    start = min(born.year + age, 2022)
    parts = (f"{born:%Y%m%d}", f"{start}{month:02d}", sex, f"{sequence:03d}")
    text = "".join(part + gap for part, gap in zip(parts, [*between, ""], strict=True))

    read = read_identity(text, TODAY).value

    assert (read.kind, read.number, read.born_on) == ("pns", "".join(parts), born)
    assert read.sex == {"1": "L", "2": "P"}[sex]


@given(st.text(max_size=40))
def test_identity_answers_or_refuses_whatever_is_typed(text):
    try:
        read = read_identity(text, TODAY).value
    except ReadingError as refused:
        assert refused.text("id")
    else:
        assert read.number == "" or read.number.isdecimal()


@given(st.text(max_size=60))
def test_name_never_loses_a_letter(text):
    try:
        read = read_name(text).value
    except ReadingError:
        return
    kept = sorted(c.casefold() for c in str(read) if c.isascii() and c.isalpha())
    typed = sorted(c.casefold() for c in text if c.isascii() and c.isalpha())
    assert kept == typed or "ni" in text.casefold() or "nrp" in text.casefold()


@pytest.mark.parametrize(
    ("text", "golongan"),
    [
        ("III/d", "III/d"),
        ("IIId", "III/d"),
        ("III-d", "III/d"),
        ("III d", "III/d"),
        ("iii/D", "III/d"),
        ("3d", "III/d"),
        ("3/d", "III/d"),
        ("Gol. III/d", "III/d"),
        ("Penata Tk. I (III/d)", "III/d"),
        ("Penata Tk.I, III/d", "III/d"),
        ("Penata Tingkat I / III d", "III/d"),
        ("Penata Tingkat 1", "III/d"),
        ("Pembina Utama Muda - IV/c", "IV/c"),
        ("Penata Muda", "III/a"),
        ("IX", "IX"),
        ("Golongan IX", "IX"),
        ("PPPK Gol. IX", "IX"),
        ("9", "IX"),
        ("", ""),
        ("-", ""),
    ],
)
def test_rank_is_read_in_every_spelling(text, golongan):
    assert read_rank(text).value.golongan == golongan


@pytest.mark.parametrize("text", ["III/f", "V/a", "Golongan 99", "XX"])
def test_unknown_rank_is_refused(text):
    assert refusal(read_rank, text) == "rank_unknown"


def test_rank_that_contradicts_its_name_is_doubted():
    read = read_rank("III/a", "Pembina")

    assert (read.value.golongan, read.notes[0].code) == ("III/a", "rank_differs")


def test_police_rank_is_kept_as_it_stands():
    assert read_rank("Kompol").notes[0].code == "rank_free"


@given(
    st.sampled_from(sorted(PANGKAT)),
    st.sampled_from(["{g}/{r}", "{g}{r}", "{g} {r}", "{g}-{r}", "{p} ({g}/{r})", "{p}, {g}/{r}", "{p}"]),
    st.booleans(),
)
def test_every_golongan_survives_every_spelling(golongan, pattern, shout):
    group, room = golongan.split("/")
    text = pattern.format(g=group, r=room, p=PANGKAT[golongan])

    assert read_rank(text.upper() if shout else text).value.golongan == golongan


@pytest.mark.parametrize("golongan", GOLONGAN_PPPK)
def test_every_pppk_grade_is_read(golongan):
    assert read_rank(golongan).value.golongan == golongan


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("085230641848", "+6285230641848"),
        ("0852 3064 1848 (WA)", "+6285230641848"),
        ("+62 821-8038-1061", "+6282180381061"),
        ("6281371477784", "+6281371477784"),
        ("81299659033", "+6281299659033"),
        (Cell(89524683297, "number", "89524683297"), "+6289524683297"),
        (Cell(8.9524683297e10, "number", "8.9524683297E10"), "+6289524683297"),
        ("62 0812 3456 7890", "+6281234567890"),
        ("+62 (0)812 3456 7890", "+6281234567890"),
        ("0062 812 3456 7890", "+6281234567890"),
        ("HP. 0812.3456.7890", "+6281234567890"),
        ("+60 12-345 6789", "+60123456789"),
        ("60123456789", "+60123456789"),
        ("+63 917 123 4567", "+639171234567"),
        ("+673 712 3456", "+6737123456"),
        ("", ""),
        ("-", ""),
    ],
)
def test_phone_becomes_e164(text, first):
    assert read_phones(text).value.first == first


@pytest.mark.parametrize(
    ("text", "first", "others", "offices"),
    [
        ("0812 3456 7890 / 0813 2222 3333", "+6281234567890", ("+6281322223333",), ()),
        ("081234567890, (0561) 736541", "+6281234567890", (), ("+62561736541",)),
        ("(0561) 736541 ext. 12", "", (), ("+62561736541",)),
        ("081234567890\n081322223333", "+6281234567890", ("+6281322223333",), ()),
        ("081234567890 081322223333", "+6281234567890", ("+6281322223333",), ()),
        ("081234567890 / 081234567890", "+6281234567890", (), ()),
    ],
)
def test_two_numbers_in_one_cell_are_told_apart(text, first, others, offices):
    phones = read_phones(text).value

    assert (phones.first, phones.others, phones.offices) == (first, others, offices)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("81234", "phone_short"),
        ("08123", "phone_short"),
        ("0812345678901234567", "phone_long"),
        ("0812xxxx0001", "phone_letters"),
        ("tidak punya", "phone_letters"),
        ("1234567890", "phone_unknown"),
        ("+60 12", "phone_short"),
    ],
)
def test_what_is_no_phone_is_refused(text, code):
    assert refusal(read_phones, text) == code


@given(
    st.integers(10**8, 10**11 - 1),
    st.sampled_from(["0", "62", "+62", "+62 ", ""]),
    st.sampled_from(["", " ", "-", "."]),
)
def test_indonesian_mobile_survives_every_style(rest, prefix, gap):
    national = f"8{rest}"
    grouped = gap.join(national[i : i + 4] for i in range(0, len(national), 4))

    assert read_phones(f"{prefix}{grouped}").value.first == f"+62{national}"


@given(st.text(max_size=40))
def test_phone_is_e164_or_refused_whatever_is_typed(text):
    try:
        read = read_phones(text).value
    except ReadingError:
        return
    for number in (read.first, *read.others, *read.offices):
        assert number == "" or (
            number.startswith("+") and 8 <= len(number) - 1 <= 15 and number[1:].isdecimal()
        )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Inggris (B1); Melayu (C2)", {"en": "B1", "ms": "C2"}),
        ("Inggris (pasif), Melayu (aktif), Mandarin (pasif)", {"en": "A2", "ms": "B2", "zh": "A2"}),
        ("Inggris B2", {"en": "B2"}),
        ("English: C1", {"en": "C1"}),
        ("Bahasa Inggris - aktif", {"en": "B2"}),
        ("Inggris", {"en": "B1"}),
        ("Inggris (baik), Tagalog", {"en": "B2", "tl": "B1"}),
        ("Inggris/Mandarin", {"en": "B1", "zh": "B1"}),
        ("1. Inggris (aktif)\n2. Melayu (pasif)", {"en": "B2", "ms": "A2"}),
        ("-", {}),
    ],
)
def test_languages_get_a_cefr_level(text, expected):
    assert {language.code: language.level for language in read_languages(text).value} == expected


@pytest.mark.parametrize(
    ("text", "code"), [("Klingon (B1)", "language_unknown"), ("Inggris (hebat)", "level_unknown")]
)
def test_unknown_language_is_refused(text, code):
    assert refusal(read_languages, text) == code


def test_loose_level_agrees_with_the_levels_it_covers():
    (active,) = read_languages("Inggris (aktif)").value

    assert [level for level in LEVELS if active.allows(level)] == ["B2", "C1", "C2"]


@given(
    st.dictionaries(st.sampled_from(sorted(LANGUAGES)), st.sampled_from(LEVELS), min_size=1, max_size=5),
    st.sampled_from(["; ", ", ", "\n"]),
)
def test_exact_levels_come_back_as_written(levels, between):
    text = between.join(f"{LANGUAGES[code][0].title()} ({level})" for code, level in levels.items())

    assert {language.code: language.level for language in read_languages(text).value} == levels


@pytest.mark.parametrize("word", sorted(BANDS))
def test_every_level_word_is_read(word):
    assert read_languages(f"Inggris ({word})").value[0].level == BANDS[word][0]


@pytest.mark.parametrize(
    ("text", "sex"),
    [("L", "L"), ("p", "P"), ("Laki-laki", "L"), ("Perempuan", "P"), ("Female", "P"), ("", "")],
)
def test_sex_is_read(text, sex):
    assert read_sex(text).value == sex


def test_unknown_sex_and_wrong_email_are_refused():
    assert refusal(read_sex, "X") == "sex_unknown"
    assert refusal(read_email, "rina(at)contoh") == "email_wrong"


def test_email_is_in_small_letters():
    assert read_email("mailto:Rina@Contoh.EXAMPLE; lain@contoh.example").value == "rina@contoh.example"


@pytest.mark.parametrize(
    ("text", "role"),
    [("Koordinator", "coordinator"), ("LO cadangan", "reserve"), ("LO", "officer"), ("siap malam", "")],
)
def test_role_is_found_in_a_remark(text, role):
    assert find_role(text) == role
