"""Citing events of the chronology as evidence for an answer."""
