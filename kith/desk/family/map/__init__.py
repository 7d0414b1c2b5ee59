"""The family map (genogram): people and ties in, places and lines out. Knows no Django."""
