"""Case audits, and whatever else looks at the quality of the work."""
