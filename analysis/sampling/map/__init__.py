"""A place for every document, and what lies in a region."""
