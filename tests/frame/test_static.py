"""What is collected for production: every file that a page names, and little else."""

import re

from django.apps import apps
from django.contrib.staticfiles.finders import get_finders

from tests.stack import ROOT

NAMED = re.compile(r"""\{% static ["']([^"']+)["'] %\}|\bstatic\(["']([^"']+)["']\)""")


def _collected() -> dict[str, int]:
    """Path -> bytes of what `collectstatic` takes."""
    ignored = apps.get_app_config("staticfiles").ignore_patterns
    found = {}
    for finder in get_finders():
        for path, storage in finder.list(ignored):
            prefix = getattr(storage, "prefix", None)
            found[f"{prefix}/{path}" if prefix else path] = storage.size(path)
    return found


def test_every_file_that_a_page_names_is_collected():
    sources = [*ROOT.glob("templates/**/*.html"), *ROOT.glob("*/**/*.py")]
    texts = [path.read_text() for path in sources if ".venv" not in path.parts and "tests" not in path.parts]
    named = {one or other for text in texts for one, other in NAMED.findall(text)}
    assert len(named) > 20
    assert sorted(named - _collected().keys()) == []


def test_no_unused_build_of_a_library_is_collected():
    collected = _collected()
    assert sum(collected.values()) < 4_000_000
    assert [path for path in collected if path.startswith("vendor/bootstrap/js/")] == []
