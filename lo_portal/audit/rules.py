"""Staff read the trail; an administrator who did what, without the values for those are not his to know."""

from lo_portal.accounts.rules import grant

grant("audit")
