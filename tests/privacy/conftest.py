"""The SMTP sink and the ready-made notices of the notices' tests."""

from tests.notices.conftest import post, sink, smtp

__all__ = ["post", "sink", "smtp"]
