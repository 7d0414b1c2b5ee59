"""Posts of teams, who holds them, who came and left, and the training of workers."""
