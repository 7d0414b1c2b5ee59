"""A reason is asked for and then one thing done to a step."""
