"""Two rows that are one person: what each has, what stands against it, and the one verb that joins them."""
