"""How far a corpus can be learned, and what more labels would buy."""
