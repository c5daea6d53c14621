"""Counted tries live in Redis too, which no test rolls back."""

import pytest
from django.core.cache import cache


@pytest.fixture(autouse=True)
def no_counted_tries():
    cache.clear()
