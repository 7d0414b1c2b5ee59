"""Targets of a team, with what it does to meet them, and whether a deadline will be kept."""
