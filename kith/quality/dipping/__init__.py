"""A sample a month of work that nobody signs off, and of supervision, read with a few questions."""
