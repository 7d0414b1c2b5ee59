"""Opening a step: its form, clock and children as the practice of the day says."""
