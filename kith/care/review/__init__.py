"""Looked-after reviews: when one is due, who took part, what is next."""
