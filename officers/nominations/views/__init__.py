"""Pages of nominations: the bureau's, and the one that an agency opens by its link."""
