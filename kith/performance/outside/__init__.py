"""What others count and we stand beside: comparators and populations, read in from files."""
