"""Nominations are the bureau's: staff ask and decide; an agency's page asks for its link alone."""

from lo_portal.accounts.rules import grant

grant("nominations")
