"""One measure: its months, its comparisons, its teams, and the children behind it."""
