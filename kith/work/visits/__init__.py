"""Visits and notes: written once for brothers and sisters, kept on each record."""
