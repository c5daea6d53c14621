"""A cache that may be away: nothing kept there is worth a page that does not open.

What must be counted even then is counted in PostgreSQL (`lo_portal.accounts.tries`).
"""

import logging

from django.core.cache.backends.redis import RedisCache
from redis.exceptions import ConnectionError, RedisError

from lo_portal.resting import Rest

logger = logging.getLogger(__name__)


class PatientRedisCache(RedisCache):
    """Answers as if empty while Redis is away, and leaves it alone for some seconds after a failure.

    `add` then says that the key was new: locks are free and limits of libraries are open. `incr` still
    raises, for callers that decide for themselves, but at once.
    """

    rest = Rest()

    def add(self, *args, **kwargs):
        return self._patiently(super().add, True, args, kwargs)

    def get(self, key, default=None, version=None):
        return self._patiently(super().get, default, (key, default, version), {})

    def set(self, *args, **kwargs):
        return self._patiently(super().set, None, args, kwargs)

    def touch(self, *args, **kwargs):
        return self._patiently(super().touch, False, args, kwargs)

    def delete(self, *args, **kwargs):
        return self._patiently(super().delete, False, args, kwargs)

    def has_key(self, *args, **kwargs):
        return self._patiently(super().has_key, False, args, kwargs)

    def incr(self, *args, **kwargs):
        if not self.rest.may_ask():
            raise ConnectionError("the cache is left alone for a moment")
        return self._asked(super().incr, args, kwargs)

    def _patiently(self, ask, fallback, args, kwargs):
        if not self.rest.may_ask():
            return fallback
        try:
            return self._asked(ask, args, kwargs)
        except RedisError:
            return fallback

    def _asked(self, ask, args, kwargs):
        try:
            answer = ask(*args, **kwargs)
        except RedisError as error:
            self.rest.failed()
            logger.warning("cache unreachable: %s", type(error).__name__)
            raise
        self.rest.answered()
        return answer
