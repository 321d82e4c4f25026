"""How the labels were drawn from the corpus, and what that asks for."""
