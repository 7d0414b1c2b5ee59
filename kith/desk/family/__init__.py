"""The family as one: side by side, its year, its map."""
