"""Message catalogues: gathered from the sources and from `locale/parts`, compiled when newer."""

import subprocess
import tempfile
from pathlib import Path

from lo_portal.runner.project import Project, RunnerError

HEADER = """msgid ""
msgstr ""
"Project-Id-Version: lo-portal\\n"
"Language: {language}\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: {plural}\\n"

"""
PLURALS = {"id": "nplurals=1; plural=0;", "en": "nplurals=2; plural=(n != 1);"}
IGNORED = (".venv", "var", "node_modules", "tests", "docs")


def compile_changed(project: Project) -> None:
    """Compile each catalogue that is newer than its compiled form."""
    for source in sorted((project.root / "locale").glob("*/LC_MESSAGES/*.po")):
        compiled = source.with_suffix(".mo")
        if not compiled.exists() or compiled.stat().st_mtime <= source.stat().st_mtime:
            _gettext("msgfmt", "--check-format", "-o", compiled, source)


def gather(project: Project, env: dict[str, str]) -> None:
    """Write locale/id and locale/en anew from the sources.

    Indonesian comes from `locale/parts/*.po` first, then from what the catalogue had; English is
    the message itself unless the catalogue says otherwise. What no source uses is dropped.
    """
    template = project.root / "locale" / "django.pot"
    parts = sorted((project.root / "locale" / "parts").glob("*.po"))
    with tempfile.TemporaryDirectory() as name:
        known = {
            language: _known(project, language, sources, Path(name))
            for language, sources in (("id", parts), ("en", []))
        }
        try:
            _make_template(project, env)
            for language, source in known.items():
                _merge(source, template, _catalogue(project, language), language)
        finally:
            template.unlink(missing_ok=True)
    english = _catalogue(project, "en")
    _gettext("msgen", "--no-wrap", "-o", english, english)
    compile_changed(project)


def _make_template(project: Project, env: dict[str, str]) -> None:
    ignored = [word for name in IGNORED for word in ("--ignore", name)]
    command = [project.python, "manage.py", "makemessages", "--locale", "id", "--keep-pot", "--no-wrap"]
    _run([*command, "--add-location", "file", *ignored], cwd=project.root, env=env)


def _catalogue(project: Project, language: str) -> Path:
    path = project.root / "locale" / language / "LC_MESSAGES" / "django.po"
    path.parent.mkdir(parents=True, exist_ok=True)
    return path


def _known(project: Project, language: str, parts: list[Path], folder: Path) -> Path:
    """Every translation there is; where two differ, the one in the parts holds."""
    header = HEADER.format(language=language, plural=PLURALS[language])
    sources = [folder / f"{language}.header.po"]
    sources[0].write_text(header, encoding="utf-8")
    for part in parts:
        text = part.read_text(encoding="utf-8")
        sources.append(folder / part.name)
        sources[-1].write_text(text if "Content-Type:" in text else header + text, encoding="utf-8")
    if _catalogue(project, language).exists():
        sources.append(_catalogue(project, language))
    known = folder / f"{language}.known.po"
    _gettext("msgcat", "--use-first", "--force-po", "--no-wrap", "-o", known, *sources)
    return known


def _merge(known: Path, template: Path, target: Path, language: str) -> None:
    options = ["--no-fuzzy-matching", "--no-wrap", "--quiet", "--lang", language]
    _gettext("msgmerge", *options, "-o", target, known, template)
    _gettext("msgattrib", "--no-obsolete", "--no-wrap", "-o", target, target)
    lines = target.read_text(encoding="utf-8").splitlines(keepends=True)
    dated = ('"POT-Creation-Date:', '"PO-Revision-Date:')  # they would change with every run
    target.write_text("".join(line for line in lines if not line.startswith(dated)), encoding="utf-8")


def _gettext(*command: str | Path) -> None:
    _run(list(command))


def _run(command: list[str | Path], *, cwd: Path | None = None, env: dict[str, str] | None = None) -> None:
    words = [str(part) for part in command]
    done = subprocess.run(words, cwd=cwd, env=env, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RunnerError(f"{Path(words[0]).name} failed: {done.stderr.strip()}")
