"""The letter of a request names agencies, not people."""

from lo_portal.privacy.registry import declare

declare("nominating.requestletter")
