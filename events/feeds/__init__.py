"""Lists of an event as JSON for other programs: read only, by a token that ends and can be revoked."""
