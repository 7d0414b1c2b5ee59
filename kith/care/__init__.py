"""Looked-after care: times in care, legal statuses, placements, reviews, and what comes of them."""
