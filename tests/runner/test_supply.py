"""What we stand on: licences known, advisories looked up, migrations that a running version survives."""

import datetime
import json
import subprocess

import pytest
from django.core.management import CommandError, call_command
from django.db import migrations, models

from lo_portal.management.commands import check_migrations
from lo_portal.runner import advisories, licences
from lo_portal.runner.project import Project


def test_every_licence_is_known_and_allowed():
    bad = [(name, label) for name, _version, label in licences.rows() if label in licences.FORBIDDEN]
    assert bad == [], "choose another package, or read its licence file and note it in READ_BY_HAND"


def test_the_list_of_licences_is_of_today():
    wanted = {line for line in licences.document().splitlines() if line.startswith("| ")}
    listed = {line for line in licences.TARGET.read_text().splitlines() if line.startswith("| ")}
    assert wanted <= listed, "run `python -m lo_portal.runner.licences`"


def test_every_locked_package_has_a_hash():
    for name in advisories.LOCKS:
        text = (Project.here().root / name).read_text()
        packages = [block for block in text.split("\n") if "==" in block and not block.startswith((" ", "#"))]
        assert packages
        assert all(line.rstrip().endswith("\\") for line in packages), name


@pytest.fixture
def project(tmp_path):
    for name in advisories.LOCKS:
        (tmp_path / name).write_text("django==5.2.19\n")
    (tmp_path / "deploy").mkdir()
    return Project(root=tmp_path, var=tmp_path / "var")


def answering(monkeypatch, *dependencies) -> None:
    """pip-audit's own format, as its program would print it."""
    body = json.dumps({"dependencies": list(dependencies)})
    done = subprocess.CompletedProcess([], 0, stdout=body, stderr="")
    monkeypatch.setattr(advisories.subprocess, "run", lambda *args, **kwargs: done)


HOLE = {"name": "django", "version": "5.2.1", "vulns": [{"id": "PYSEC-1", "fix_versions": ["5.2.2"]}]}


def test_an_open_advisory_fails_and_an_accepted_one_has_an_end(project, monkeypatch):
    answering(monkeypatch, HOLE)
    assert advisories.look_up(project) == (False, "django 5.2.1 PYSEC-1 fixed in 5.2.2")

    accepted = project.root / "deploy" / "accepted-advisories.txt"
    accepted.write_text("# why\nPYSEC-1 2100-01-01 only on Windows\n")
    assert advisories.look_up(project) == (True, "")

    accepted.write_text("PYSEC-1 2020-01-01 only on Windows\n")
    for note in project.var.glob("advisories-*"):
        note.unlink()
    passed, words = advisories.look_up(project)
    assert not passed
    assert "PYSEC-1" in words


@pytest.mark.parametrize("answer", ["skipped", "silent"])
def test_a_service_out_of_reach_is_said_and_fails_nothing(answer, project, monkeypatch, capsys):
    if answer == "skipped":  # a mirror that knows packages only
        answering(monkeypatch, {"name": "django", "skip_reason": "not found"})
    else:
        done = subprocess.CompletedProcess([], 1, stdout="", stderr="no route")
        monkeypatch.setattr(advisories.subprocess, "run", lambda *args, **kwargs: done)

    assert advisories.look_up(project) == (True, "")
    said = capsys.readouterr()
    assert "NOT REACHABLE" in said.out + said.err


def a_migration(*operations, **marks):
    return type("Migration", (migrations.Migration,), {"operations": list(operations), **marks})(
        "x", "events"
    )


UNSAFE = [
    (migrations.RemoveField("event", "theme"), "removes a column"),
    (migrations.DeleteModel("Venue"), "removes a table"),
    (migrations.RenameField("event", "theme", "motto"), "renames a column"),
    (migrations.AddField("event", "n", models.IntegerField(default=1)), "without null or db_default"),
    (migrations.AddIndex("event", models.Index(fields=["theme"], name="x")), "AddIndexConcurrently"),
]
SAFE = [
    migrations.AddField("event", "n", models.IntegerField(db_default=1)),
    migrations.AddField("event", "n", models.IntegerField(null=True)),
    migrations.CreateModel("New", [("id", models.AutoField(primary_key=True))]),
]


@pytest.mark.parametrize(("operation", "words"), UNSAFE)
def test_a_migration_that_breaks_the_running_version_is_named(operation, words):
    (sentence,) = check_migrations.dangers(a_migration(operation))
    assert words in sentence
    assert check_migrations.unsafe_since([], {"events.9": a_migration(operation, contract="unused")}) == []
    assert check_migrations.unsafe_since(["events.9"], {"events.9": a_migration(operation)}) == []


@pytest.mark.parametrize("operation", SAFE)
def test_an_expanding_migration_passes(operation):
    assert list(check_migrations.dangers(a_migration(operation))) == []


def test_data_and_tables_move_apart():
    both = a_migration(SAFE[0], migrations.RunPython(migrations.RunPython.noop))
    assert [words.split(":")[0] for words in check_migrations.dangers(both)] == [
        "changes tables and moves data in one transaction"
    ]


def test_the_check_knows_what_was_released(tmp_path, monkeypatch, capsys, settings):
    settings.MIGRATION_MODULES = {}  # tests with tables run without migrations
    monkeypatch.setattr(check_migrations, "RELEASED", tmp_path / "released.txt")
    call_command("check_migrations")
    assert "Nothing is released" in capsys.readouterr().out

    call_command("check_migrations", release=True)
    call_command("check_migrations")
    assert "upkeep.0001_initial" in check_migrations.RELEASED.read_text()

    kept = [
        n for n in check_migrations.RELEASED.read_text().split() if n != "events.0002_event_guest_data_days"
    ]
    check_migrations.RELEASED.write_text("\n".join(kept))
    with pytest.raises(CommandError, match="guest_data_days without null or db_default"):
        call_command("check_migrations")


def test_acceptances_carry_a_date_and_a_reason():
    accepted, overdue = advisories.accepted_advisories(Project.here(), datetime.date.today())
    assert overdue == []
    assert isinstance(accepted, set)
