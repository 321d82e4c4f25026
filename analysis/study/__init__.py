"""What a user loaded and computed, kept on disk."""
