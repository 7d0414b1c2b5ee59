"""Trying a draft with three invented children, of whom nothing is kept."""
