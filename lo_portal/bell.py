"""Waking a worker for a row that is already committed. The ring may be lost; the row is not.

The beat rings again for whatever waits, so a broker that is away or frozen is only logged, and is then left
alone for some seconds: the person whose save rang has waited once, the next one does not.
"""

import logging

from celery import Task

from lo_portal.resting import Rest

logger = logging.getLogger(__name__)
rest = Rest()


def ring(task: Task, *keys: str) -> bool:
    """Whether the broker took it. Call it after the commit; raises nothing."""
    if not rest.may_ask():
        return False
    try:
        task.delay(*keys)
    except Exception as error:
        rest.failed()
        logger.warning("broker unreachable (%s), %s waits for the beat", type(error).__name__, task.name)
        return False
    rest.answered()
    return True
