"""The code of a briefing's screen, new every half minute: a forwarded photo is worth nothing. Pure."""

from datetime import datetime

from django.utils.crypto import constant_time_compare, salted_hmac

STEP_SECONDS = 30
LENGTH = 12
# Who has opened a good code has this long to press the button.
PRESS_SECONDS = 300


def code_at(secret: str, at: datetime, steps_back: int = 0) -> str:
    """The code that the screen shows at `at`."""
    step = int(at.timestamp()) // STEP_SECONDS - steps_back
    return salted_hmac("briefing-check-in", f"{secret}:{step}", algorithm="sha256").hexdigest()[:LENGTH]


def is_good(secret: str, code: str, at: datetime) -> bool:
    """The code of now, or the one before it: a phone needs a moment to open the page."""
    return any(constant_time_compare(code, code_at(secret, at, back)) for back in (0, 1))
