"""How good the decisions are, with intervals."""
