"""Reading, checking and normalising corpora."""
