"""The world is built and committed once for the whole room; every visit is undone."""

import logging

import pytest
import time_machine
from django.core.management import call_command
from django.db import connection, transaction

from tests.matrix import world as worlds
from tests.matrix.cast import CAST
from tests.matrix.growing import below
from tests.matrix.visiting import Ledger, Visitor


@pytest.fixture(scope="package")
def world(django_db_setup, django_db_blocker, tmp_path_factory):
    from django.conf import settings

    media, settings.MEDIA_ROOT = settings.MEDIA_ROOT, tmp_path_factory.mktemp("media")
    with django_db_blocker.unblock():
        logging.getLogger("django.request").setLevel("ERROR")  # a thousand refusals are wanted here
        with time_machine.travel(worlds.AT, tick=False), transaction.atomic():
            built = worlds.build(CAST)
            below(built.rows["mine"], 0)
            built.visitors = {"anonymous": Visitor(None)} | {
                name: Visitor(user) for name, user in built.people.items()
            }
        yield built
        logging.getLogger("django.request").setLevel("NOTSET")
        call_command("flush", interactive=False, verbosity=0)
    settings.MEDIA_ROOT = media


@pytest.fixture(autouse=True)
def patient(db):
    """All visits of a test are one transaction, which may idle while a slow machine renders a PDF."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL idle_in_transaction_session_timeout = 0")


@pytest.fixture
def ledger():
    """Every log line written while a test runs, formatted."""
    handler = Ledger()
    logging.getLogger().addHandler(handler)
    yield handler
    logging.getLogger().removeHandler(handler)
