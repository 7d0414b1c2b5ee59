"""Putting right what was recorded wrongly of a time in care."""
