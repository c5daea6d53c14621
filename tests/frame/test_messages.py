"""Messages are written so that the catalogues find them, and each has one Indonesian text."""

import ast
from collections import defaultdict
from pathlib import Path

from django.conf import settings

ROOMS = ("lo_portal", "events", "officers", "delegates", "assignments")
# The names under which xgettext looks for messages.
KNOWN = {
    "_",
    "gettext",
    "gettext_lazy",
    "ngettext",
    "ngettext_lazy",
    "pgettext",
    "pgettext_lazy",
    "npgettext",
}


def _modules():
    for room in ROOMS:
        for path in (settings.BASE_DIR / room).rglob("*.py"):
            yield path, ast.parse(path.read_text(encoding="utf-8"))


def test_translators_carry_the_names_that_gathering_knows():
    hidden = [
        f"{path}: {alias.name} as {alias.asname}"
        for path, tree in _modules()
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module == "django.utils.translation"
        for alias in node.names
        if alias.asname and alias.asname not in KNOWN
    ]
    assert hidden == []


def test_no_message_hides_in_an_f_string():
    texts = set(_entries(Path(settings.BASE_DIR, "locale", "id", "LC_MESSAGES", "django.po")))
    hidden = [
        f"{path}: {call.args[0].value}"
        for path, tree in _modules()
        for node in ast.walk(tree)
        if isinstance(node, ast.JoinedStr)
        for call in ast.walk(node)
        if isinstance(call, ast.Call) and getattr(call.func, "id", "") in KNOWN
        if ("", call.args[0].value) not in texts
    ]
    assert hidden == []


def test_the_parts_of_the_catalogue_agree():
    said = defaultdict(dict)
    for path in sorted(Path(settings.BASE_DIR, "locale", "parts").glob("*.po")):
        for key, text in _entries(path).items():
            said[key][path.name] = text
    assert {key: by for key, by in said.items() if len(set(by.values())) > 1} == {}


def _entries(path: Path) -> dict[tuple[str, str], str]:
    """The messages of a catalogue: (context, message) -> text."""
    found = {}
    for block in path.read_text(encoding="utf-8").split("\n\n"):
        parts = defaultdict(str)
        name = ""
        for line in block.splitlines():
            if not line.strip() or line.startswith("#"):
                continue
            word, _, rest = line.partition(" ")
            if not line.startswith('"'):
                name = word
            parts[name] += ast.literal_eval(line if line.startswith('"') else rest)
        if parts["msgid"]:
            found[parts["msgctxt"], parts["msgid"]] = parts["msgstr"] + parts["msgstr[0]"]
    return found
