"""The sample study: spare parts of an invented plant, made by a seeded script."""
