"""Leaving a server alone that does not answer: after a failure nobody asks it for some seconds, then one
caller tries for all. What a frozen server costs is then one wait in that time, not one for each page."""

import threading
import time

REST_SECONDS = 5


class Rest:
    """One for each server and process. `may_ask()`, and then `failed()` or `answered()`."""

    def __init__(self) -> None:
        self._until, self._lock = 0.0, threading.Lock()

    def may_ask(self) -> bool:
        if not self._until:
            return True
        with self._lock:
            now = time.monotonic()
            if now < self._until:
                return False
            self._until = now + REST_SECONDS  # the others rest on while this caller tries
            return True

    def failed(self) -> None:
        self._until = time.monotonic() + REST_SECONDS

    def answered(self) -> None:
        self._until = 0.0
