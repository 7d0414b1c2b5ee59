"""Pre-proceedings: the letter, the family meeting, the meetings, and what was decided for each child."""
