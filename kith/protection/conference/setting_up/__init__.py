"""Setting up one conference for brothers and sisters, with everybody who is invited, on one page."""
