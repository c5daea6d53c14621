"""Pages of notices: the inbox of a person, and what staff see and do."""
