"""Improvement plans: actions with leads, days and ratings, where they come from, and what proves that they helped."""
