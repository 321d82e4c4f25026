"""Groups of documents that share their words, made here or given."""
