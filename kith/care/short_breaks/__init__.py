"""Short breaks: series that are agreed, and their breaks. Never counted as care."""
