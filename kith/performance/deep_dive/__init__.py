"""Deep dives: a meeting about one place, its pack, and what was agreed at it."""
