"""Pages of letters, by who stands before them: staff, whoever initials or signs, the officer, the public."""
