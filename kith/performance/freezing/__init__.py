"""A month of all figures frozen at once."""
