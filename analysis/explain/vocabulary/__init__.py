"""Which words speak for a class, and why a text is decided as it is."""
