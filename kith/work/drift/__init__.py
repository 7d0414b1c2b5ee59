"""Drift and debris: open work that was never begun or never finished, and closing it in the open."""
