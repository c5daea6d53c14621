from lo_portal.accounts.rules import grant

grant("feeds")
