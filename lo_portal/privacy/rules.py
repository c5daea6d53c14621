"""Bureau staff answer requests and keep the registers; an administrator may run the purge."""

from lo_portal.accounts.rules import grant

grant("privacy")
