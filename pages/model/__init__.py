"""Pages about the model and its decisions."""
