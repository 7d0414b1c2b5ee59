"""The visits of the day on a phone without signal: what it is given, and what it sends back."""
