"""The typeface is cut from the package, small, complete for our letters, and under a name of its own."""

from io import StringIO

from django.core.management import call_command
from fontTools import ttLib

from lo_portal import webfont


def test_webfont_is_small_and_knows_our_letters(tmp_path):
    target = tmp_path / webfont.NAME

    webfont.make(target)

    font = ttLib.TTFont(target)
    assert target.stat().st_size < 40_000
    assert {ord(sign) for sign in "Aéñ’–·…0"} <= set(font.getBestCmap())
    assert font["name"].getDebugName(1) == "Portal Sans"
    assert "Adobe" in font["name"].getDebugName(0)
    assert list(tmp_path.iterdir()) == [target]


def test_finder_makes_the_font_where_it_is_missing(settings, tmp_path):
    settings.VAR = tmp_path

    found = webfont.WebfontFinder().find(f"fonts/{webfont.NAME}")

    assert found == str(tmp_path / "webfont" / webfont.NAME)
    assert webfont.WebfontFinder().find("fonts/other.woff2") == []


def test_static_files_are_complete_for_production(settings, tmp_path):
    settings.STATIC_ROOT = tmp_path
    settings.STORAGES = settings.STORAGES | {
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"}
    }

    call_command("collectstatic", interactive=False, stdout=StringIO())

    theme = next((tmp_path / "css").glob("bootstrap-theme.*.css")).read_text()
    assert "../fonts/portal-sans-1." in theme
