"""How common each class is in the whole corpus."""
