"""Deciding many contacts together: one outcome and reason for all that are ticked, or one for each."""
