"""The registry of channels, in the order of `settings.NOTICE_CHANNELS`."""

from functools import cache

from django.conf import settings
from django.utils.module_loading import import_string

from assignments.notices.channels.base import Channel


@cache
def all_channels() -> dict[str, Channel]:
    """The channels of this installation by code."""
    found = [import_string(path)() for path in settings.NOTICE_CHANNELS]
    return {channel.code: channel for channel in found}


def label_of(code: str) -> str:
    """The channel's name for people; the bare code for one that was removed from the settings."""
    channel = all_channels().get(code)
    return str(channel.label) if channel else code
