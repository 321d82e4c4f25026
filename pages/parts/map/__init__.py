"""Parts of the page Map."""
