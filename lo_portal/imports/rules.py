"""Who may bring lists in: bureau staff."""

from lo_portal.accounts.rules import grant

grant("imports")
