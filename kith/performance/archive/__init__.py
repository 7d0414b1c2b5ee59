"""Definitions kept as they were when a figure was published."""
