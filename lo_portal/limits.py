"""Rate limits that a forged header cannot dodge and a dead cache cannot turn into a lock-out."""

import logging
import time

from django.conf import settings
from django.core.cache import cache

logger = logging.getLogger(__name__)


def client_address(request) -> str:
    """The address of whoever reached our outermost proxy: the entry that our own proxies added.

    With no trusted proxy the socket's address counts and X-Forwarded-For is ignored.
    """
    trusted = settings.TRUSTED_PROXY_COUNT
    if trusted:
        hops = [hop.strip() for hop in request.headers.get("X-Forwarded-For", "").split(",") if hop.strip()]
        if len(hops) >= trusted:
            return hops[-trusted]
    return request.META.get("REMOTE_ADDR", "")


def over_limit(name: str, key: str, *, limit: int, seconds: int) -> bool:
    """Count one use of `name` by `key`; True once there were more than `limit` in this window."""
    window = int(time.time()) // seconds
    slot = f"limit:{name}:{key}:{window}"
    try:
        cache.add(slot, 0, timeout=seconds * 2)
        return cache.incr(slot) > limit
    except Exception:
        logger.warning("rate limit %s not counted: cache unreachable", name)
        return False
