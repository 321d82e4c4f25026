"""Why a document or a class is decided as it is."""
