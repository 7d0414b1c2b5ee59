"""Boards: who sits on them, their meetings, the papers locked for those, and what they decide."""
