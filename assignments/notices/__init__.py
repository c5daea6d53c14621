"""Everything about messages: who is told what, by which channel, when, and whether it arrived."""
