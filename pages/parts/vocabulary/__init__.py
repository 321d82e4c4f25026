"""Parts of the page Vocabulary."""
