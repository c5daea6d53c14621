"""Sessions in the database, as Django keeps them; a database that is away is no signing out.

Django turns every error of the database into "signed out meanwhile" (400). Here it stays what it is, so that
the answer is 503 with what was typed.
"""

from django.contrib.sessions.backends.base import UpdateError
from django.contrib.sessions.backends.db import SessionStore as DatabaseStore
from django.db import InterfaceError, OperationalError


class SessionStore(DatabaseStore):
    def save(self, must_create=False):
        try:
            super().save(must_create)
        except UpdateError as error:
            if isinstance(error.__context__, OperationalError | InterfaceError):
                raise error.__context__ from None
            raise
