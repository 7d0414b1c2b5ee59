"""Families, relationships and homes: who belongs to whom and who lives where, over time."""
