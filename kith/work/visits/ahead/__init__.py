"""Visits planned ahead, and the visits of a day."""
