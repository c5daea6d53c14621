"""What every test may use: the fixed cast, a client that is signed in, and a clock.

The cast is always the same: staff runs the bureau, coordinator answers for a tier, officer and other
officer serve, stranger has an account and no duty here, admin looks after the machine.
"""

import warnings
from datetime import UTC, datetime

import hypothesis
import pytest
import time_machine
from django.conf import settings
from django.core.cache import cache
from django.db import connections
from django.db.models.signals import pre_migrate
from django.test import Client
from django.utils import translation

from lo_portal import bell
from lo_portal.accounts.models import Role
from lo_portal.cache import PatientRedisCache
from lo_portal.runner.processes import wait_until
from tests import factories
from tests.second_step import pass_second_step

# How long an example takes says something about the machine, not about the portal.
hypothesis.settings.register_profile(
    "portal", deadline=None, suppress_health_check=[hypothesis.HealthCheck.too_slow]
)
hypothesis.settings.load_profile("portal")


def _prepare_database(using, **kwargs):
    """Tests make their tables without migrations, so the extension of the first one comes from here."""
    with connections[using].cursor() as cursor:
        cursor.execute("CREATE EXTENSION IF NOT EXISTS btree_gist")


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings):
    pre_migrate.connect(_prepare_database, dispatch_uid="tests.prepare")


OTHERS = """
SELECT pid, state, backend_start::text, left(query, 120) FROM pg_stat_activity
 WHERE datname = current_database() AND pid <> pg_backend_pid()
"""


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """Before the test database goes: whoever still uses it is waited for, then named and sent away."""
    yield
    with django_db_blocker.unblock(), connections["default"].cursor() as cursor:

        def others() -> list[tuple]:
            cursor.execute(OTHERS)
            return cursor.fetchall()

        if not wait_until(lambda: not others(), seconds=10):
            for session in others():
                warnings.warn(f"A test left a database session behind: {session}", stacklevel=1)
                cursor.execute("SELECT pg_terminate_backend(%s)", session[:1])


@pytest.fixture(autouse=True)
def own_language():
    """A page read in English leaves its language with the thread; the next test starts anew."""
    yield
    translation.activate(settings.LANGUAGE_CODE)


@pytest.fixture(autouse=True)
def nobody_rests():
    """A test with a dead Redis leaves it alone for seconds, which are over for the next test."""
    yield
    bell.rest.answered()
    PatientRedisCache.rest.answered()


@pytest.fixture(autouse=True)
def empty_cache():
    """Counted tries and kept answers live in Redis, which no test rolls back."""
    cache.clear()


@pytest.fixture
def still_clock():
    """The clock stands, so that no limit of so many in a minute begins anew in the middle of a test."""
    with time_machine.travel(datetime.now(UTC), tick=False):
        yield


@pytest.fixture
def at():
    """An instant within the preparation of the factory's event: Monday 21 November 2022, 09.00 WIB."""
    return datetime(2022, 11, 21, 2, 0, tzinfo=UTC)


@pytest.fixture
def event(db):
    return factories.EventFactory()


@pytest.fixture
def staff(db):
    return factories.UserFactory(name="Dewi Staf", email="dewi@contoh.example", roles=[Role.STAFF])


@pytest.fixture
def admin_user(db):
    return factories.UserFactory(
        name="Adi Admin", email="adi@contoh.example", roles=[Role.ADMIN], is_superuser=True
    )


@pytest.fixture
def coordinator(event):
    """Coordinates every tier of `event`."""
    user = factories.UserFactory(
        name="Hendri Koordinator", email="hendri@contoh.example", roles=[Role.COORDINATOR]
    )
    officer = factories.OfficerFactory(user=user, name="Hendri Koordinator", email=user.email)
    factories.RosterEntryFactory(event=event, officer=officer, role="coordinator")
    return user


@pytest.fixture
def officer_user(event):
    user = factories.UserFactory(name="Rina Petugas", email="rina@contoh.example", roles=[Role.OFFICER])
    officer = factories.OfficerFactory(user=user, name="Rina Petugas", email=user.email)
    factories.RosterEntryFactory(event=event, officer=officer)
    return user


@pytest.fixture
def other_officer_user(event):
    user = factories.UserFactory(name="Bayu Lain", email="bayu@contoh.example", roles=[Role.OFFICER])
    officer = factories.OfficerFactory(user=user, name="Bayu Lain", email=user.email)
    factories.RosterEntryFactory(event=event, officer=officer)
    return user


@pytest.fixture
def stranger(db):
    """Signed in, an officer by role, on nobody's roster."""
    return factories.UserFactory(name="Sita Asing", email="sita@contoh.example", roles=[Role.OFFICER])


@pytest.fixture
def visitors(staff, coordinator, officer_user, stranger, client_of):
    """A browser for each kind of person that a page is asked by (tests/questions.py)."""
    people = {"staff": staff, "coordinator": coordinator, "officer": officer_user, "stranger": stranger}
    return {who: client_of(user) for who, user in people.items()} | {"nobody": Client()}


@pytest.fixture
def client_of():
    """`client_of(user)` is a browser in which that person is signed in, and reads Indonesian.

    The second step is passed, unless `proven` is false.
    """

    def sign_in(user, language: str = "id", *, proven: bool = True) -> Client:
        client = Client()
        client.cookies[settings.LANGUAGE_COOKIE_NAME] = language
        client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
        if proven:
            pass_second_step(client, user)
        return client

    return sign_in
