"""Pairs of words that say more together than apart."""
