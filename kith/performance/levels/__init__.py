"""Decisions at the front door by level of the threshold guide: by team, by referring agency."""
