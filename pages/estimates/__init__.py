"""Pages about what the labels say of the whole corpus."""
