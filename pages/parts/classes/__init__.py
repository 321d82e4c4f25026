"""Parts of the page Classes."""
