"""What was written about a child who was taken out of a piece of work about several."""
