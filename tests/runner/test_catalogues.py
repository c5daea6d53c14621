"""How the pieces of a catalogue become one."""

import pytest

from lo_portal.runner import catalogues
from lo_portal.runner.project import Project, RunnerError

TEMPLATE = catalogues.HEADER.format(language="", plural="nplurals=INTEGER; plural=EXPRESSION;") + (
    '#: a.py\nmsgid "Guest"\nmsgstr ""\n\n'
    '#: a.py\nmsgid "Letter"\nmsgstr ""\n\n'
    '#: a.py\n#, python-format\nmsgid "%(n)s day"\nmsgid_plural "%(n)s days"\nmsgstr[0] ""\nmsgstr[1] ""\n'
)


@pytest.fixture
def project(tmp_path):
    (tmp_path / "locale" / "parts").mkdir(parents=True)
    (tmp_path / "locale" / "django.pot").write_text(TEMPLATE)
    return Project(root=tmp_path, var=tmp_path / "var")


def part(project, name, text):
    path = project.root / "locale" / "parts" / name
    path.write_text(text, encoding="utf-8")
    return path


def merge(project, parts):
    folder = project.root / "work"
    folder.mkdir(exist_ok=True)
    known = catalogues._known(project, "id", parts, folder)
    target = catalogues._catalogue(project, "id")
    catalogues._merge(known, project.root / "locale" / "django.pot", target, "id")
    return target.read_text(encoding="utf-8")


def test_part_wins_over_what_the_catalogue_had(project):
    merge(project, [part(project, "a.po", 'msgid "Guest"\nmsgstr "Tetamu"\n')])

    merged = merge(project, [part(project, "a.po", 'msgid "Guest"\nmsgstr "Tamu"\n')])

    assert 'msgid "Guest"\nmsgstr "Tamu"' in merged
    assert "Tetamu" not in merged


def test_catalogue_keeps_what_no_part_says(project):
    merge(project, [part(project, "a.po", 'msgid "Letter"\nmsgstr "Surat"\n')])

    assert 'msgid "Letter"\nmsgstr "Surat"' in merge(project, [])


def test_message_that_no_source_uses_is_dropped(project):
    assert "Gone" not in merge(project, [part(project, "a.po", 'msgid "Gone"\nmsgstr "Hilang"\n')])


def test_untranslated_message_is_left_empty_not_guessed(project):
    merged = merge(project, [part(project, "a.po", 'msgid "Guests"\nmsgstr "Para tamu"\n')])

    assert 'msgid "Guest"\nmsgstr ""' in merged
    assert "fuzzy" not in merged


def test_indonesian_has_one_plural_form(project):
    text = 'msgid "%(n)s day"\nmsgid_plural "%(n)s days"\nmsgstr[0] "%(n)s hari – penuh"\n'

    merged = merge(project, [part(project, "a.po", text)])

    assert '"Plural-Forms: nplurals=1; plural=0;\\n"' in merged
    assert 'msgstr[0] "%(n)s hari – penuh"' in merged
    assert "msgstr[1]" not in merged


def test_translation_with_a_wrong_placeholder_does_not_compile(project):
    text = '#, python-format\nmsgid "%(n)s day"\nmsgid_plural "%(n)s days"\nmsgstr[0] "%(m)s hari"\n'
    merge(project, [part(project, "a.po", text)])

    with pytest.raises(RunnerError, match="msgfmt failed"):
        catalogues.compile_changed(project)


def test_catalogue_is_compiled_once_until_it_changes(project):
    merge(project, [])
    catalogues.compile_changed(project)
    compiled = catalogues._catalogue(project, "id").with_suffix(".mo")
    first = compiled.stat().st_mtime_ns

    catalogues.compile_changed(project)

    assert compiled.stat().st_mtime_ns == first
