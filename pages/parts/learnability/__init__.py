"""Parts of the page Learnability."""
