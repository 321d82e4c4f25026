"""Which scenario to recommend, and what it is worth."""
