"""Leaving care: who is owed what, the adviser, being in touch around birthdays."""
