"""The dashboard's pages; each answers one question."""
