"""The dashboard: one card for each measure."""
