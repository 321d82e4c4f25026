"""From logits to decisions, without a refit."""
