"""New keys for old: every encrypted value, also after a kill in the middle; then the old key may go."""

import os
import subprocess
import sys

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal import auth as recovery_auth
from allauth.mfa.totp.internal import auth as totp_auth
from cryptography.fernet import InvalidToken
from django.apps import apps
from django.core.files.base import ContentFile
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from django.utils import timezone

from delegates.models import Guest, Stay
from lo_portal import crypto, rekeying
from lo_portal.crypto import EncryptedTextField
from lo_portal.exports import services as exports
from lo_portal.exports.models import Export
from lo_portal.imports.applying import _opened, _sealed
from lo_portal.imports.models import ImportBatch
from lo_portal.runner.processes import wait_until
from tests import factories
from tests.stack import ROOT, database_url

OLD, NEW = "kunci lama", "kunci baru"


@pytest.fixture
def old_values(db, settings, tmp_path):
    """A guest, a room, an upload and its undo data, all under the old key."""
    settings.MEDIA_ROOT = tmp_path
    settings.FIELD_KEYS = [OLD]
    guest = factories.GuestFactory(passport_number="K1234567", health_note="diabetes")
    hotel = factories.VenueFactory(event=guest.event)
    Stay.objects.create(delegation=guest.delegation, guest=guest, hotel=hotel, room="1801")
    kind = type("Kind", (), {"restricted": {"passport_number"}})
    pair = _sealed(kind, "passport_number", ["A1", "B2"])
    batch = ImportBatch(file_name="tamu.xlsx", corrections={"x": {"2": {"nama": "Datuk"}}})
    batch.traces = [{"kind": "guests", "label": "gAAAAh, a name", "changes": {"passport_number": pair}}]
    batch.keep(b"isi berkas")
    batch.save()
    settings.FIELD_KEYS = [NEW, OLD]
    return kind


def read_everything(kind) -> tuple:
    guest, batch = Guest.objects.get(), ImportBatch.objects.get()
    change = batch.traces[0]["changes"]["passport_number"]
    return (
        guest.passport_number, guest.health_note, Stay.objects.get().room, batch.corrections, batch.content(),
        _opened(kind, "passport_number", change), batch.traces[0]["label"],
    )  # fmt: skip


def test_after_rotation_the_old_key_is_not_needed(old_values, settings, capsys):
    before = read_everything(old_values)
    history = apps.get_model("delegates", "GuestEvent").objects.count()
    settings.FIELD_KEYS = [NEW]
    with pytest.raises(InvalidToken):
        Guest.objects.get()
    settings.FIELD_KEYS = [NEW, OLD]

    with pytest.raises(CommandError, match="1 values"):
        call_command("rotate_field_keys", batch=1)  # the name that only looks like a token

    ImportBatch.objects.update(traces=_renamed(ImportBatch.objects.get().traces))
    call_command("rotate_field_keys")
    assert "renewed" in capsys.readouterr().out
    settings.FIELD_KEYS = [NEW]
    assert read_everything(old_values)[:-1] == before[:-1]
    assert {count.renewed for count in rekeying.rekey()} == {0}
    assert apps.get_model("delegates", "GuestEvent").objects.count() == history


def test_a_list_that_waits_for_its_owner_opens_with_the_new_key_alone(world_of_files, settings):
    export, batch = world_of_files
    call_command("rotate_field_keys")
    settings.FIELD_KEYS = [NEW]
    assert exports.open_file(export).read() == b"isi daftar"
    gone = batch.file.storage.path(batch.file.name)
    assert not os.path.exists(gone)


@pytest.fixture
def world_of_files(db, settings, tmp_path):
    """A sealed list under the old key, an open one, and an upload whose file is gone."""
    settings.MEDIA_ROOT, settings.FIELD_KEYS = tmp_path, [OLD]
    facts = {"listing": "guests", "kind": "csv", "file_name": "tamu.csv", "expires_at": timezone.now()}
    asked = {"restricted": True, "reason": "Visa", "asked_until": timezone.now()}
    decided = {"decision": "released", "decided_at": timezone.now()}
    export = Export(**facts, **asked, **decided)
    export.file.save("x", ContentFile(crypto.seal(b"isi daftar")))
    Export(**facts).file.save("x", ContentFile(b"nama,jabatan"))
    batch = ImportBatch(file_name="tamu.xlsx")
    batch.keep(b"isi berkas")
    batch.save()
    os.unlink(batch.file.path)
    settings.FIELD_KEYS = [NEW, OLD]
    return export, batch


def test_whoever_has_an_authenticator_app_still_signs_in(db, settings, staff):
    settings.FIELD_KEYS = [OLD]
    secret = totp_auth.generate_totp_secret()
    totp_auth.TOTP.activate(staff, secret)
    code = recovery_auth.RecoveryCodes.activate(staff).get_unused_codes()[0]
    settings.FIELD_KEYS = [NEW, OLD]
    call_command("rotate_field_keys")
    settings.FIELD_KEYS = [NEW]
    app = Authenticator.objects.get(user=staff, type="totp").wrap()
    counter = next(iter(totp_auth.yield_hotp_counters_from_time()))
    assert app.validate_code(totp_auth.format_hotp_value(totp_auth.hotp_value(secret, counter)))
    assert Authenticator.objects.get(user=staff, type="recovery_codes").wrap().validate_code(code)


def _renamed(traces: list) -> list:
    return [trace | {"label": "a name"} for trace in traces]


def test_every_encrypted_column_is_found():
    found = {(model._meta.label, name) for model, name in rekeying.encrypted_columns()}
    assert ("delegates.Guest", "health_note") in found
    everywhere = {
        (model._meta.label, field.name)
        for model in apps.get_models(include_auto_created=True)
        for field in model._meta.concrete_fields
        if isinstance(field, EncryptedTextField)
    }
    assert found == everywhere


def test_a_value_without_a_key_is_left_and_named(old_values, settings):
    settings.FIELD_KEYS = [NEW]
    before = _raw("passport_number")
    with pytest.raises(CommandError, match="open with no key"):
        call_command("rotate_field_keys")
    assert _raw("passport_number") == before


def _raw(column: str) -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {column} FROM delegates_guest ORDER BY id")
        return [row[0] for row in cursor.fetchall()]


@pytest.mark.django_db(transaction=True)
def test_killed_in_the_middle_it_goes_on_where_it_was(settings, tmp_path):
    settings.FIELD_KEYS = [OLD]
    delegation = factories.DelegationFactory()
    Guest.objects.bulk_create(
        factories.GuestFactory.build_batch(200, delegation=delegation, passport_number="K1234567")
    )
    pks = list(Guest.objects.order_by("pk").values_list("pk", flat=True))
    settings.FIELD_KEYS = [NEW, OLD]
    env = os.environ | {
        "DATABASE_URL": database_url(connection.settings_dict["NAME"]),
        "DATABASE_OPTIONS": "-c lock_timeout=60s",
        "FIELD_KEYS": f"{NEW},{OLD}",
    }
    command = [sys.executable, "manage.py", "rotate_field_keys", "--batch", "10"]

    with transaction.atomic():
        Guest.objects.select_for_update().get(pk=pks[100])  # here it will stand when it is killed
        running = subprocess.Popen(command, cwd=ROOT, env=env, stdout=subprocess.DEVNULL)
        assert wait_until(_somebody_waits, seconds=60)
        running.kill()
        assert running.wait(timeout=10) == -9
    current = [rekeying.Ring().is_current(value.encode()) for value in _raw("passport_number")]
    assert (current[:100], any(current[100:])) == ([True] * 100, False)

    again = subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True, check=True)
    assert "200      100 renewed  delegates.Guest.passport_number" in again.stdout
    settings.FIELD_KEYS = [NEW]
    assert {guest.passport_number for guest in Guest.objects.all()} == {"K1234567"}


def _somebody_waits() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_stat_clear_snapshot()")  # else a transaction sees what it saw first
        cursor.execute(
            "SELECT count(*) FROM pg_stat_activity"
            " WHERE datname = current_database() AND wait_event_type = 'Lock'"
        )
        return cursor.fetchone()[0] > 0


def test_production_does_not_start_without_a_key():
    env = os.environ | {"PORTAL_ENV": "production", "ALLOWED_HOSTS": "x", "FIELD_KEYS": ""}
    done = subprocess.run(
        [sys.executable, "-c", "import lo_portal.settings"], cwd=ROOT, env=env, capture_output=True, text=True
    )
    assert (done.returncode, "FIELD_KEYS" in done.stderr) == (1, True)


def test_new_values_take_the_newest_key(settings):
    settings.FIELD_KEYS = [NEW, OLD]
    assert rekeying.Ring().is_current(crypto.keyring().encrypt(b"x"))
