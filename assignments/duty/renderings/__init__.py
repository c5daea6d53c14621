"""Renderings of one duty sheet: calendar, message text, one-page brief. Each names its version and age."""
