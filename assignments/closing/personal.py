"""What a closing holds: lessons may name somebody, and go with the names of the guests."""

from lo_portal.privacy.registry import Retention, declare

declare("closing.closure", Retention.LETTER, personal=["lessons", "left_open", "reason", "reopen_reason"])
