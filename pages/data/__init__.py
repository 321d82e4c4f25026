"""Pages about what was loaded."""
