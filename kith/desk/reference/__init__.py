"""Writes the handbook's reference from code and packs: what is lost there shows in a difference."""
