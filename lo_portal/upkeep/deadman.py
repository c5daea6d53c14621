"""The sign of life that leaves this machine: when it stays away, whoever watches outside calls somebody."""

import logging
import time

from django.conf import settings

from lo_portal.upkeep import readiness

logger = logging.getLogger(__name__)

EVERY_SECONDS, PATIENCE_SECONDS = 60, 5
_told_at = float("-inf")


def tell() -> bool:
    """GET `settings.DEADMAN_URL`, at most once a minute and process, unless a part is out of order.

    Returns whether it was told. An address that does not answer is only logged: silence is the alarm.
    """
    global _told_at
    if not settings.DEADMAN_URL or time.monotonic() - _told_at < EVERY_SECONDS:
        return False
    _told_at = time.monotonic()
    broken = [reading.part for reading in readiness.readings() if reading.word == "unavailable"]
    if broken:
        logger.error("no sign of life is sent: %s out of order", ", ".join(broken))
        return False
    import requests  # costs a tenth of a second at start

    try:
        answer = requests.get(settings.DEADMAN_URL, timeout=PATIENCE_SECONDS, allow_redirects=False)
        answer.raise_for_status()
    except requests.RequestException as error:
        logger.warning("the sign of life was not taken (%s)", type(error).__name__)
        return False
    return True
