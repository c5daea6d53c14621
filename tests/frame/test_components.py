"""The components as tags and includes: what they say to eyes, to readers and to the content policy."""

import gzip
import re
from datetime import UTC, date, datetime
from types import SimpleNamespace

import pytest
from django.contrib.messages import constants
from django.contrib.messages.storage.base import Message
from django.template import Context, Template
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.utils import translation

from lo_portal import charts, kit, stylesheets, ui, vocabulary

NOW = datetime(2022, 11, 22, 1, 42, tzinfo=UTC)
EVENT = SimpleNamespace(
    name="Pertemuan Tingkat Menteri ke-25",
    short_name="BIMP-EAGA MM ke-25",
    starts_on=date(2022, 11, 23),
    ends_on=date(2022, 11, 26),
    timezone="Asia/Pontianak",
    place="Pontianak",
)


def drawn(source, **context):
    return Template("{% load portal_ui %}" + source).render(Context({"now": NOW, "event": EVENT, **context}))


@pytest.fixture
def kit_page():
    request = RequestFactory().get("/kit/")
    with translation.override("id"):
        return kit.kit(request).content.decode()


def test_tier_badge_carries_text_and_rank():
    assert drawn('{% tier_badge "VVIP" %}') == '<span class="tier tier-1">VVIP</span>'
    policy = SimpleNamespace(rank=3, short_name="GUB")
    assert 'tier-3 lg">GUB' in drawn("{% tier_badge tier large=True %}", tier=policy)
    assert drawn("{% tier_badge tier %}", tier=None) == ""


def test_tier_badge_of_an_unranked_tier_is_plain():
    assert "tier-4" in drawn('{% tier_badge "Umum" %}')


def test_icon_is_hidden_unless_it_has_a_meaning():
    assert 'aria-hidden="true"' in drawn('{% icon "flag" %}')
    assert 'role="img" aria-label="terkunci"' in drawn('{% icon "lock-fill" label="terkunci" %}')


def test_icon_label_is_escaped():
    assert "<script>" not in drawn('{% icon "flag" label=text %}', text="<script>")


def test_status_says_icon_and_words():
    shown = drawn('{% status "assignment" "offered" detail="18 j" %}')

    assert "hourglass-split" in shown
    assert shown.endswith("18 j</span>")
    assert 'class="st wait"' in shown


def test_status_of_an_unnamed_state_stays_readable():
    assert "On hold" in drawn('{% status "letter" "on_hold" %}')


def test_status_of_an_unknown_family_is_a_slip():
    with pytest.raises(KeyError):
        drawn('{% status "leter" "draft" %}')


@pytest.mark.parametrize("family", vocabulary.FAMILIES)
def test_vocabulary_uses_only_icons_that_exist(family):
    sprite = (stylesheets.STATIC / "icons.svg").read_text()

    for state, look in vocabulary.FAMILIES[family].items():
        assert f'id="{look.icon}"' in sprite, f"{family}.{state}"


def test_templates_use_only_icons_that_exist():
    sprite = (stylesheets.STATIC / "icons.svg").read_text()
    templates = stylesheets.STATIC.parent / "templates"
    used = {
        name
        for page in templates.rglob("*.html")
        for name in re.findall(r'{% icon "([a-z0-9-]+)"', page.read_text())
    }

    assert {name for name in used if f'id="{name}"' not in sprite} == set()


def test_coverage_counts_waiting_slots_as_filled():
    shown = drawn("{% coverage confirmed=1 waiting=1 total=3 %}")

    assert shown.count("<i ") == 3
    assert "<b>2/3</b>" in shown


def test_meter_shares_add_up_to_the_whole():
    shares = [
        float(share) for share in re.findall(r'width="([\d.]+)%"', drawn("{% meter ok=33 wait=3 empty=2 %}"))
    ]

    assert shares == [86.84, 7.89, 5.26]


def test_meter_of_nothing_is_empty():
    assert "<svg" not in drawn("{% meter ok=0 wait=0 %}")


def test_slot_chip_names_the_officer_or_asks_for_one():
    assert ">RF</span>Rizky" in drawn('{% slot_chip name="M. Rizky Fadillah" %}')
    assert drawn('{% slot_chip state="empty" number=2 url="/board/" %}').startswith(
        '<a class="slot k" href="/board/"'
    )


@pytest.mark.parametrize("name", ["", ".", "Ir.", "Nur"])
def test_avatar_survives_odd_names(name):
    assert 'class="av' in drawn("{% avatar name %}", name=name)


def test_when_speaks_the_zone_of_the_event():
    opening = datetime(2022, 11, 25, 2, 0, tzinfo=UTC)

    with translation.override("id"):
        assert ">Jumat, 25 Nov 2022 – 09.00 WIB<" in drawn('{% when at style="full" %}', at=opening)
        assert ">Jum 25, 09.00<" in drawn("{% when at %}", at=opening)
        assert drawn("{% when at %}", at=None) == ""


def test_when_of_today_is_the_clock_alone():
    with translation.override("id"):
        assert ">12.55<" in drawn("{% when at %}", at=datetime(2022, 11, 22, 5, 55, tzinfo=UTC))


def test_filters_of_empty_values_are_empty():
    assert (
        drawn(
            "{{ a|number }}{{ a|percent }}{{ a|duration }}{{ a|phone }}{{ a|whatsapp }}{{ a|clock }}", a=None
        )
        == ""
    )


def test_post_action_is_a_form_that_cannot_be_forged():
    shown = drawn("{% action a %}", a=ui.Action("Cabut", "/x/", "post", fields={"id": "7"}), csrf_token="T")

    assert 'method="post" action="/x/"' in shown
    assert 'name="csrfmiddlewaretoken" value="T"' in shown
    assert 'name="id" value="7"' in shown


def test_refused_action_says_why():
    shown = drawn("{% action a %}", a=ui.Action("Terbitkan", "/x/", "post", refusal="Dua slot kosong."))

    assert 'aria-disabled="true"' in shown
    assert "<small>Dua slot kosong.</small>" in shown
    assert "<form" not in shown


def test_dialog_starts_on_cancel():
    shown = drawn(
        '{% dialog "d" title="Cabut?" verb="Cabut" action="/x/" kind="bad" %}isi{% enddialog %}',
        csrf_token="T",
    )

    assert re.search(r"<button[^>]*data-close autofocus", shown)
    assert '<dialog class="dlg" id="d"' in shown


def test_success_message_offers_undo_and_error_stays():
    messages = [
        Message(constants.SUCCESS, "Dipasang", extra_tags="undo:/undo/7/"),
        Message(constants.ERROR, "Tidak tersimpan"),
    ]

    shown = render_to_string("_components/messages.html", {"messages": messages, "csrf_token": "T"})

    assert '<form method="post" action="/undo/7/">' in shown
    assert shown.index("Tidak tersimpan") < shown.index('id="toasts"') < shown.index("Dipasang")


def test_running_job_polls_and_a_finished_one_rests():
    running = ui.JobView("running", "Membuat PDF", done=3, total=9, poll_url="/jobs/1/")
    done = ui.JobView("done", "Selesai")

    assert 'hx-trigger="every 2s' in render_to_string("_components/job.html", {"job": running})
    assert "hx-" not in render_to_string("_components/job.html", {"job": done})


def test_menu_group_may_be_a_mapping_or_an_object():
    item = {"label": "Delegasi", "url": "/d/", "icon": "flag", "count": 24}
    for group in ({"label": "Rencana", "items": [item]}, SimpleNamespace(label="Rencana", items=[item])):
        assert "Delegasi" in render_to_string("layouts/_side.html", {"nav": [group]})


def test_stacked_bars_stand_end_to_end():
    chart = charts.Chart("Dua", (charts.Row("A", (3, 1)), charts.Row("B", (0, 2))), ("x", "y"))

    first, second = charts.horizontal(chart).rows

    assert first.bars[0].x + first.bars[0].width == first.bars[1].x
    assert [bar.series for bar in second.bars] == [2]


def test_charts_of_nothing_draw_nothing():
    nothing = charts.Chart("Belum ada data.", ())

    assert charts.horizontal(nothing).rows == ()
    assert charts.columns(nothing).rows == ()
    assert charts.radar(nothing).spokes == ()


def test_chart_repeats_its_numbers_as_a_table():
    shown = drawn("{% bar_chart chart %}", chart=kit.BARS)

    assert f'aria-label="{kit.BARS.sentence}"' in shown
    assert '<th scope="row">Kendaraan</th><td>3</td>' in shown


def test_kit_page_keeps_to_the_security_policy(kit_page):
    assert not re.search(r'\sstyle="', kit_page)
    assert not re.search(r"\son[a-z]+=", kit_page)
    assert "hx-on" not in kit_page
    assert not re.search(r"<script(?![^>]*\bsrc=)", kit_page)


def test_kit_page_has_unique_ids(kit_page):
    ids = re.findall(r'\sid="([^"]+)"', kit_page)

    assert sorted(ids) == sorted(set(ids))


@pytest.mark.parametrize("page", ["400", "403", "403_csrf", "404", "409", "500", "503"])
def test_error_page_renders_without_request_or_database(page):
    shown = render_to_string(f"{page}.html")

    assert '<html lang="' in shown
    assert "phone.css" in shown
    assert "<h1>" in shown


def test_phone_stylesheet_is_joined_from_its_parts():
    assert (stylesheets.STATIC / "phone.css").read_text() == stylesheets.joined()


def test_phone_stylesheet_is_light():
    assert len(gzip.compress((stylesheets.STATIC / "phone.css").read_bytes())) <= 12 * 1024


def test_device_theme_equals_the_dark_theme():
    tokens = (stylesheets.STATIC / "css" / "tokens.css").read_text()
    blocks = re.findall(r"\[data-bs-theme=(?:dark|auto)\] \{(.*?)\}", tokens, re.S)

    dark, auto = ["".join(block.split()) for block in blocks]
    assert dark == auto


def _luminance(colour):
    channels = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _contrast(first, second):
    lighter, darker = sorted((_luminance(first), _luminance(second)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


PAIRS = [
    *[(text, ground, 4.5) for text in ("ink", "ink-2", "ink-3") for ground in ("surface", "sunken")],
    *[(kind, f"{kind}-soft", 4.5) for kind in ("ok", "wait", "bad", "info", "mute")],
    ("brand", "surface", 4.5),
    ("on-brand", "brand", 4.5),
    ("on-bar-2", "bar", 4.5),
    ("now-ink", "now-soft", 4.5),
    ("on-t1", "t1", 4.5),
    ("t2", "t2-soft", 4.5),
    ("t3", "t3-soft", 4.5),
    ("line-2", "surface", 3.0),
    ("focus", "paper", 3.0),
]


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(("text", "ground", "least"), PAIRS)
def test_colours_keep_their_contrast(theme, text, ground, least):
    tokens = (stylesheets.STATIC / "css" / "tokens.css").read_text()
    block = re.search(rf"\[data-bs-theme={theme}\] \{{(.*?)\}}", tokens, re.S).group(1)
    colours = {
        name: value if len(value) == 7 else "#" + "".join(sign * 2 for sign in value[1:])
        for name, value in re.findall(r"--([\w-]+):(#[0-9a-f]{3,6});", block)
    }

    assert _contrast(colours[text], colours[ground]) >= least
