"""Times missing or away, and the talk after the return."""
